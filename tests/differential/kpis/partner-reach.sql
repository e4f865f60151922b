-- K45: unique reach on partner-owned channels, 90 days; each row times its dedupe factor, 1 where none is stated.
SELECT partner, sum(reach * coalesce(dedupe, 1)) AS value, count(*) AS n, sum(reach * coalesce(dedupe, 1)) AS numerator,
  NULL AS denominator, 0 AS immature
FROM campaigns WHERE partner_owned AND reach IS NOT NULL AND coalesce(dedupe, 1) BETWEEN 0 AND 1 AND in_days("day", 90)
GROUP BY partner
