-- K62: distinct sectors of the relationships of 90 days.
SELECT partner, count(DISTINCT sector) AS value, count(DISTINCT sector) AS n, count(DISTINCT sector) AS numerator,
  NULL AS denominator, 0 AS immature
FROM relationships WHERE sector IS NOT NULL AND in_days(first_seen, 90) GROUP BY partner
