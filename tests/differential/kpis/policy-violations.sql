-- K26: points (severity 1/3/9) of confirmed violations per 100 audited assets, 90 days. Reading: a violation without a
-- severity is minor.
WITH exposure AS (
  SELECT partner, count(DISTINCT asset) AS assets FROM audits WHERE in_days(audited, 90) GROUP BY partner
), events AS (
  SELECT partner, sum(coalesce(severity, 1)) AS points FROM violations
  WHERE confirmed AND in_days(occurred, 90) GROUP BY partner
)
SELECT partner, 100.0 * coalesce(points, 0) / nullif(assets, 0) AS value, coalesce(assets, 0) AS n,
  coalesce(points, 0) AS numerator, coalesce(assets, 0) AS denominator, 0 AS immature
FROM exposure FULL JOIN events USING (partner)
