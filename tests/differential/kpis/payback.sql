-- K13: CAC / (monthly ARPA x gross margin). CAC is K12b over 12 months, gross margin K10, ARPA the mean recurring revenue of the customers
-- that pay at the as-of day; without gross profit nothing is paid back.
WITH moves AS (
  SELECT customer, moved, kind, currency, abs(mrr) AS amount,
    CASE WHEN kind IN ('new', 'expansion', 'reactivation') THEN abs(mrr) ELSE -abs(mrr) END AS signed
  FROM subscriptions
), owners AS (
  -- A customer is its first movement's partner's; of several on one day the one that stands first has it.
  SELECT customer, partner FROM subscriptions
  QUALIFY row_number() OVER (PARTITION BY customer ORDER BY moved, partner NULLS FIRST, seq) = 1
), paying AS (
  SELECT customer, sum(signed) AS mrr, max(moved) FILTER (kind = 'churn') AS gone,
    max(moved) FILTER (kind IN ('new', 'reactivation')) AS came,
    list(DISTINCT coalesce(upper(currency), getvariable('currency'))) AS currencies
  FROM moves GROUP BY customer HAVING sum(signed) > 0 AND (gone IS NULL OR came >= gone)
), arpa AS (
  SELECT partner, avg(mrr) AS arpa, flatten(list(currencies))[1] AS unit,
    len(list_distinct(flatten(list(currencies)))) = 1 AS pure
  FROM paying JOIN owners USING (customer) GROUP BY partner
), firsts AS (
  SELECT * FROM deals WHERE status = 'won' AND customer IS NOT NULL AND closed IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY customer ORDER BY closed, partner NULLS FIRST, seq) = 1
), gained AS (
  SELECT partner, count(*) AS customers FROM firsts SEMI JOIN sourced_deals USING (deal) WHERE in_months(closed, 12) GROUP BY partner
), spent AS (
  SELECT partner, count(amount) AS booked, one_currency(currency, sum(amount)) AS cost,
    any_value(coalesce(upper(currency), getvariable('currency'))) AS unit FROM costs WHERE in_months(spent, 12) GROUP BY partner
), cac AS (
  SELECT partner, coalesce(customers, 0) AS n, unit, CASE WHEN booked > 0 THEN cost ELSE 0 END / nullif(customers, 0) AS value
  FROM gained FULL JOIN spent USING (partner)
)
SELECT partner, CASE WHEN pure AND coalesce(c.unit, a.unit) = a.unit THEN c.value / nullif(greatest(arpa * g.value, 0), 0) END AS value,
  coalesce(c.n, 0) AS n, c.value AS numerator, greatest(arpa * g.value, 0) AS denominator, 0 AS immature
FROM cac c FULL JOIN arpa a USING (partner) LEFT JOIN kpi_deal_margin g USING (partner) 
