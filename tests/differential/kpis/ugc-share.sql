-- K42, second part: UGC / (UGC + likes), 90 days.
SELECT partner, count(*) FILTER (kind = 'ugc') / count(*) AS value, count(*) AS n,
  count(*) FILTER (kind = 'ugc') AS numerator, count(*) AS denominator, 0 AS immature
FROM interactions WHERE kind IN ('ugc', 'like') AND in_days("at", 90) GROUP BY partner
