-- K55: unique people exposed, 90 days; each row's reach times its dedupe factor, 1 where none is stated.
SELECT partner, sum(reach * coalesce(dedupe, 1)) AS value, count(*) AS n, sum(reach * coalesce(dedupe, 1)) AS numerator,
  NULL AS denominator, 0 AS immature
FROM campaigns WHERE reach IS NOT NULL AND coalesce(dedupe, 1) BETWEEN 0 AND 1 AND in_days("day", 90) GROUP BY partner
