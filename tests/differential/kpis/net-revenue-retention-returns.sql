-- K17, with returns: (start + expansion + reactivation - contraction - churn) / start, 12 months, new customers excluded.
-- Reading: none counts below zero.
WITH moves AS (
  SELECT customer, moved, kind, currency, abs(mrr) AS amount,
    CASE WHEN kind IN ('new', 'expansion', 'reactivation') THEN abs(mrr) ELSE -abs(mrr) END AS signed
  FROM subscriptions
), owners AS (
  -- A customer is its first movement's partner's; of several on one day the one that stands first has it.
  SELECT customer, partner FROM subscriptions
  QUALIFY row_number() OVER (PARTITION BY customer ORDER BY moved, partner NULLS FIRST, seq) = 1
), accounts AS (
  SELECT customer, sum(signed) FILTER (moved < months_ago(12)) AS start,
    max(moved) FILTER (kind = 'churn' AND moved < months_ago(12)) AS gone,
    max(moved) FILTER (kind IN ('new', 'reactivation') AND moved < months_ago(12)) AS came,
    coalesce(sum(amount) FILTER (kind = 'expansion' AND moved >= months_ago(12)), 0) AS expanded,
    coalesce(sum(amount) FILTER (kind = 'reactivation' AND moved >= months_ago(12)), 0) AS regained,
    coalesce(sum(amount) FILTER (kind = 'contraction' AND moved >= months_ago(12)), 0) AS contracted,
    coalesce(sum(amount) FILTER (kind = 'churn' AND moved >= months_ago(12)), 0) AS churned,
    list(DISTINCT coalesce(upper(currency), getvariable('currency'))) AS currencies
  FROM moves GROUP BY customer
), cohort AS (
  SELECT a.*, o.partner FROM accounts a JOIN owners o USING (customer) WHERE start > 0 AND (gone IS NULL OR came >= gone)
)
SELECT partner, CASE WHEN len(list_distinct(flatten(list(currencies)))) = 1 THEN sum(greatest(start + expanded + regained - contracted - churned, 0)) / sum(start) END AS value, count(*) AS n,
  sum(greatest(start + expanded + regained - contracted - churned, 0)) AS numerator, sum(start) AS denominator, 0 AS immature
FROM cohort GROUP BY partner
