-- K71: assets with approved key messages present and no forbidden claim / assets checked, 90 days. An asset is taken as
-- it was last checked: every message check of that day passed. Checks that name no asset are of none
-- that could be counted.
WITH checks AS (
  SELECT partner, asset, audited, passed FROM audits
  WHERE kind = 'message' AND passed IS NOT NULL AND asset IS NOT NULL
), last AS (
  SELECT partner, asset, audited, bool_and(passed) AS good FROM checks
  GROUP BY partner, asset, audited
  QUALIFY row_number() OVER (PARTITION BY partner, asset ORDER BY audited DESC) = 1
)
SELECT partner, count(*) FILTER (good) / count(*) AS value, count(*) AS n,
  count(*) FILTER (good) AS numerator, count(*) AS denominator, 0 AS immature
FROM last WHERE in_days(audited, 90) GROUP BY partner
