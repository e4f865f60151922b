-- K30: sum of the weights of passed checks / sum of the weights of applicable checks x 100, of the last audit within
-- 180 days; any failed critical check caps it at 59. A check without a result is not applicable, one without a weight
-- weighs 1. The last audit is the one that the partner's latest content check belongs to, with all its days; audits that
-- end on the same day count together.
WITH checks AS (
  SELECT *, coalesce(weight, 1) AS w FROM audits WHERE kind = 'content'
), last AS (
  SELECT partner, audit, max(audited) AS ended FROM checks GROUP BY partner, audit
  QUALIFY ended = max(ended) OVER (PARTITION BY partner)
)
SELECT partner, least(100 * coalesce(sum(w) FILTER (passed), 0) / nullif(sum(w), 0),
    CASE WHEN sum(w) > 0 AND count(*) FILTER (critical AND NOT passed) > 0 THEN 59 END) AS value,
  count(*) AS n, coalesce(sum(w) FILTER (passed), 0) AS numerator, sum(w) AS denominator, 0 AS immature
FROM checks SEMI JOIN last USING (partner, audit)
WHERE passed IS NOT NULL AND in_days(audited, 180)
GROUP BY partner
