-- K67: imported score, or usage, support and sentiment weighted 50, 25 and 25 over those that are there; the mean over
-- the customers of the as-of day.
WITH scored AS (
  SELECT partner, coalesce(health, (coalesce(usage * 50, 0) + coalesce(support * 25, 0) + coalesce(sentiment * 25, 0))
    / nullif(if(usage IS NULL, 0, 50) + if(support IS NULL, 0, 25) + if(sentiment IS NULL, 0, 25), 0)) AS score
  FROM customers WHERE (ended IS NULL OR ended >= as_of())
    AND coalesce(health BETWEEN 0 AND 100, true) AND coalesce(usage BETWEEN 0 AND 100, true)
    AND coalesce(support BETWEEN 0 AND 100, true) AND coalesce(sentiment BETWEEN 0 AND 100, true)
)
SELECT partner, avg(score) AS value, count(score) AS n, sum(score) AS numerator, count(score) AS denominator, 0 AS immature
FROM scored WHERE score IS NOT NULL GROUP BY partner
