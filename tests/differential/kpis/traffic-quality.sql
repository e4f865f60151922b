-- K72: engaged sessions / partner sessions, 30 days.
SELECT partner, sum(engaged_sessions) / nullif(sum(sessions), 0) AS value, sum(sessions) AS n, sum(engaged_sessions) AS numerator,
  sum(sessions) AS denominator, 0 AS immature
FROM traffic WHERE engaged_sessions BETWEEN 0 AND sessions AND in_days("day", 30) GROUP BY partner
