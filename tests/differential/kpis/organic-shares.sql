-- K41: unpaid shares of campaign assets, one for each person and asset, 90 days.
WITH shares AS (
  SELECT DISTINCT partner, person, asset FROM interactions
  WHERE kind = 'share' AND paid = false AND person IS NOT NULL AND in_days("at", 90)
)
SELECT partner, count(*) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM shares GROUP BY partner
