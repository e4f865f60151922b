-- K60: first contacts whose first touch is a joint action / first contacts of which that is known, 90 days.
SELECT partner, count(*) FILTER (joint) / count(*) AS value, count(*) AS n, count(*) FILTER (joint) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM relationships WHERE joint IS NOT NULL AND in_days(first_seen, 90) GROUP BY partner
