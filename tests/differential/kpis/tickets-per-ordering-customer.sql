-- K22b, by orders: tickets of the 90 days / customers that ordered in them.
WITH exposure AS (
  SELECT partner, count(DISTINCT customer) AS accounts FROM orders WHERE in_days(ordered, 90) GROUP BY partner
), events AS (
  SELECT partner, count(*) AS tickets FROM tickets WHERE in_days(opened, 90) GROUP BY partner
)
SELECT partner, coalesce(tickets, 0) / nullif(accounts, 0) AS value, coalesce(accounts, 0) AS n,
  coalesce(tickets, 0) AS numerator, coalesce(accounts, 0) AS denominator, 0 AS immature
FROM exposure FULL JOIN events USING (partner)
