-- K42: sum of weight x interactions / interactions with like 0.1, comment 0.5, share 1, UGC 3, 90 days.
WITH weighed AS (
  SELECT partner, CASE kind WHEN 'like' THEN 0.1::DOUBLE WHEN 'comment' THEN 0.5 WHEN 'share' THEN 1 WHEN 'ugc' THEN 3 END AS w
  FROM interactions WHERE in_days("at", 90)
)
SELECT partner, sum(w) / count(*) AS value, count(*) AS n, sum(w) AS numerator, count(*) AS denominator, 0 AS immature
FROM weighed GROUP BY partner
