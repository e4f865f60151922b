-- K26, repeats within 180 d: confirmed violations of the window after one of the same kind on an earlier day, at most 180
-- days before; none is said of partners audited in the window only.
WITH repeated AS (
  SELECT v.partner, count(*) AS violations FROM violations v
  WHERE v.confirmed AND in_days(v.occurred, 90) AND EXISTS (
    SELECT 1 FROM violations e WHERE e.confirmed AND e.partner = v.partner AND e.kind = v.kind
      AND e.occurred < v.occurred AND v.occurred - e.occurred <= 180)
  GROUP BY v.partner
), audited AS (
  SELECT partner, count(DISTINCT asset) AS assets FROM audits WHERE asset IS NOT NULL AND in_days(audited, 90) GROUP BY partner
)
SELECT partner, coalesce(violations, 0) AS value, CASE WHEN violations IS NULL THEN assets WHEN assets IS NULL THEN violations
    ELSE least(violations, assets) END AS n,
  violations AS numerator, assets AS denominator, 0 AS immature
FROM repeated FULL JOIN audited USING (partner)
