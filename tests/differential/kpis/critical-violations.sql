-- K26, gate: confirmed violations of severity 9, 90 days; none is only said where an asset was audited in the window.
WITH exposure AS (
  SELECT partner, count(DISTINCT asset) AS assets FROM audits
  WHERE in_days(audited, 90) AND asset IS NOT NULL GROUP BY partner
), events AS (
  SELECT partner, count(*) AS violations FROM violations
  WHERE confirmed AND severity >= 9 AND in_days(occurred, 90) GROUP BY partner
)
SELECT partner, coalesce(violations, 0) AS value, least(coalesce(violations, assets), coalesce(assets, violations)) AS n,
  violations AS numerator, assets AS denominator, 0 AS immature
FROM exposure FULL JOIN events USING (partner)
