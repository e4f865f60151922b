-- K23b: accounts with at least one expansion / accounts at the start, 12 months.
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
, seen AS (
  SELECT partner, EXISTS (SELECT 1 FROM moves m WHERE m.customer = c.customer AND m.kind = 'expansion' AND in_months(m.moved, 12)) AS more
  FROM cohort c
)
SELECT partner, count(*) FILTER (more) / count(*) AS value, count(*) AS n, count(*) FILTER (more) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM seen GROUP BY partner
