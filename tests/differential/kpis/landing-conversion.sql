-- K72, landing page conversion: converted sessions / partner sessions, 30 days.
SELECT partner, sum(converted_sessions) / nullif(sum(sessions), 0) AS value, sum(sessions) AS n, sum(converted_sessions) AS numerator,
  sum(sessions) AS denominator, 0 AS immature
FROM traffic WHERE converted_sessions BETWEEN 0 AND sessions AND in_days("day", 30) GROUP BY partner
