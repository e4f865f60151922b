-- K09: median of created -> won of the partner's deals / median of the same for deals without a partner, won in the
-- last 12 months. Same segment: the deals without a partner weigh so that their segments are mixed as the partner's;
-- deals without a segment are a segment. The weighted median is the least value with half the weight at or below it,
-- the middle of it and the next where that is exactly half.
WITH cycles AS (
  SELECT partner, coalesce(segment, '') AS segment, closed - created AS days FROM deals
  WHERE status = 'won' AND in_months(closed, 12) AND closed >= created
), own AS (
  SELECT partner, median(days) AS value, count(*) AS n FROM cycles WHERE partner IS NOT NULL GROUP BY partner
), mix AS (
  SELECT partner, segment, count(*) AS deals FROM cycles WHERE partner IS NOT NULL GROUP BY ALL
), direct AS (
  SELECT segment, days, count(*) OVER (PARTITION BY segment) AS size FROM cycles WHERE partner IS NULL
), weighted AS (
  SELECT partner, days, sum(deals / size) AS weight, count(*) AS rows FROM mix JOIN direct USING (segment) GROUP BY ALL
), cumulated AS (
  SELECT partner, days, sum(weight) OVER (PARTITION BY partner ORDER BY days) / sum(weight) OVER (PARTITION BY partner) AS share,
    lead(days) OVER (PARTITION BY partner ORDER BY days) AS next, sum(rows) OVER (PARTITION BY partner) AS n
  FROM weighted
), baseline AS (
  SELECT partner, any_value(n) AS n,
    arg_min(CASE WHEN abs(share - 0.5) < 1e-12 THEN (days + next) / 2 ELSE days END, days) AS value
  FROM cumulated WHERE share >= 0.5 - 1e-12 GROUP BY partner
)
SELECT partner, own.value / nullif(baseline.value, 0) AS value, CASE WHEN baseline.n IS NULL THEN 0 ELSE least(own.n, baseline.n) END AS n,
  own.value AS numerator, baseline.value AS denominator, 0 AS immature
FROM own LEFT JOIN baseline USING (partner)
