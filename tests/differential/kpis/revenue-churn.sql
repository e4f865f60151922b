-- K18, revenue: recurring revenue lost to churn in the month / at its start. Reading: at most what the customer began with.
WITH moves AS (
  SELECT customer, moved, kind, currency, abs(mrr) AS amount,
    CASE WHEN kind IN ('new', 'expansion', 'reactivation') THEN abs(mrr) ELSE -abs(mrr) END AS signed
  FROM subscriptions
), owners AS (
  -- A customer is its first movement's partner's; of several on one day the one that stands first has it.
  SELECT customer, partner FROM subscriptions
  QUALIFY row_number() OVER (PARTITION BY customer ORDER BY moved, partner NULLS FIRST, seq) = 1
), accounts AS (
  SELECT customer, sum(signed) FILTER (moved < months_ago(1)) AS start,
    max(moved) FILTER (kind = 'churn' AND moved < months_ago(1)) AS gone,
    max(moved) FILTER (kind IN ('new', 'reactivation') AND moved < months_ago(1)) AS came,
    coalesce(sum(amount) FILTER (kind = 'expansion' AND moved >= months_ago(1)), 0) AS expanded,
    coalesce(sum(amount) FILTER (kind = 'reactivation' AND moved >= months_ago(1)), 0) AS regained,
    coalesce(sum(amount) FILTER (kind = 'contraction' AND moved >= months_ago(1)), 0) AS contracted,
    coalesce(sum(amount) FILTER (kind = 'churn' AND moved >= months_ago(1)), 0) AS churned,
    list(DISTINCT coalesce(upper(currency), getvariable('currency'))) AS currencies
  FROM moves GROUP BY customer
), cohort AS (
  SELECT a.*, o.partner FROM accounts a JOIN owners o USING (customer) WHERE start > 0 AND (gone IS NULL OR came >= gone)
)
SELECT partner, CASE WHEN len(list_distinct(flatten(list(currencies)))) = 1 THEN sum(least(churned, start)) / sum(start) END AS value, count(*) AS n,
  sum(least(churned, start)) AS numerator, sum(start) AS denominator, 0 AS immature
FROM cohort GROUP BY partner
