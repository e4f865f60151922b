-- K26, open > SLA: confirmed violations older than 30 days that are open; none is said of audited partners only.
WITH overdue AS (
  SELECT partner, count(*) AS violations FROM violations
  WHERE confirmed AND (resolved IS NULL OR resolved >= as_of()) AND as_of() - occurred > 30 GROUP BY partner
), audited AS (
  SELECT partner, count(DISTINCT asset) AS assets FROM audits WHERE asset IS NOT NULL GROUP BY partner
)
SELECT partner, coalesce(violations, 0) AS value, CASE WHEN violations IS NULL THEN assets WHEN assets IS NULL THEN violations
    ELSE least(violations, assets) END AS n,
  violations AS numerator, assets AS denominator, 0 AS immature
FROM overdue FULL JOIN audited USING (partner)
