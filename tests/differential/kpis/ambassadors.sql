-- K63: unpaid people with at least 2 contributions with the partner, 90 days.
WITH people AS (
  SELECT partner, person FROM contributions WHERE paid = false AND person IS NOT NULL AND in_days(contributed, 90)
  GROUP BY partner, person HAVING count(*) >= 2
)
SELECT partner, count(*) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM people GROUP BY partner
