-- K25: tickets escalated / tickets, opened in the last 90 days.
SELECT partner, count(*) FILTER (escalated) / count(*) AS value, count(*) AS n,
  count(*) FILTER (escalated) AS numerator, count(*) AS denominator, 0 AS immature
FROM tickets WHERE in_days(opened, 90) GROUP BY partner
