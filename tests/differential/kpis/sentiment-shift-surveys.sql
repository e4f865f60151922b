-- K27c: (positive - negative) / total of survey answers in the last 90 days, minus the same of the 90 days before. n is the
-- smaller of the two numbers of texts.
WITH scored AS (
  SELECT partner, in_days(published, 90) AS now,
    CASE sentiment WHEN 'positive' THEN 1 WHEN 'negative' THEN -1 ELSE 0 END AS tone
  FROM texts WHERE channel = 'survey' AND sentiment IS NOT NULL AND in_days(published, 180)
), parts AS (
  SELECT partner, avg(tone) FILTER (now) AS a, avg(tone) FILTER (NOT now) AS b,
    least(count(*) FILTER (now), count(*) FILTER (NOT now)) AS n
  FROM scored GROUP BY partner
)
SELECT partner, a - b AS value, n, a AS numerator, b AS denominator, 0 AS immature FROM parts
