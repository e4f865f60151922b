-- K43: assets with at least 2 contributing organisations / campaign assets, 90 days. An asset is of the window by any
-- contribution of an organisation to it; whoever else contributed, then or before, counts.
WITH organisations AS (
  SELECT asset, count(DISTINCT organisation) AS many FROM contributions GROUP BY asset
), assets AS (
  SELECT DISTINCT partner, asset FROM contributions WHERE organisation IS NOT NULL AND in_days(contributed, 90)
)
SELECT partner, count(*) FILTER (many >= 2) / count(*) AS value, count(*) AS n,
  count(*) FILTER (many >= 2) AS numerator, count(*) AS denominator, 0 AS immature
FROM assets JOIN organisations USING (asset) GROUP BY partner
