-- K42, second part: UGC / (UGC + likes), organic ones, 90 days.
SELECT partner, count(*) FILTER (kind = 'ugc') / count(*) AS value, count(*) AS n,
  count(*) FILTER (kind = 'ugc') AS numerator, count(*) AS denominator, 0 AS immature
FROM interactions WHERE kind IN ('ugc', 'like') AND paid IS NOT TRUE AND in_days("at", 90) GROUP BY partner
