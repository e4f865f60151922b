-- K62: Shannon evenness H / ln(S) of the sectors of 90 days, each organisation once, by the first row that tells its
-- sector. One sector has no evenness.
WITH organisations AS (
  SELECT partner, sector FROM relationships WHERE sector IS NOT NULL AND in_days(first_seen, 90)
  QUALIFY row_number() OVER (PARTITION BY partner, coalesce(organisation::VARCHAR, 'row ' || seq) ORDER BY seq) = 1
), counts AS (
  SELECT partner, sector, count(*) AS c FROM organisations GROUP BY partner, sector
), parts AS (
  SELECT partner, c, c / sum(c) OVER (PARTITION BY partner) AS p FROM counts
)
SELECT partner, CASE WHEN count(*) > 1 THEN -sum(p * ln(p)) / ln(count(*)) END AS value, sum(c) AS n,
  -sum(p * ln(p)) AS numerator, ln(count(*)) AS denominator, 0 AS immature
FROM parts GROUP BY partner
