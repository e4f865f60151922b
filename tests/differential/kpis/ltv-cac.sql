-- K14: ((ARPA x gross margin) / churn) / CAC. Churn is the customers lost in 12 months over the months in which there were
-- customers; with fewer than 20 customers it is refused. The other parts as in K13.
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
, lives AS (
  SELECT partner, (least(coalesce(ended, as_of()), as_of()) - greatest(started, months_ago(12))) / (365.25 / 12) AS months,
    coalesce(in_months(ended, 12), false) AS left_us
  FROM customers WHERE (ended IS NULL OR ended >= months_ago(12)) AND (ended IS NULL OR started IS NULL OR ended >= started)
), churn AS (
  SELECT partner, count(months) AS n, count(*) FILTER (left_us) / nullif(sum(months), 0) AS rate FROM lives GROUP BY partner
)
SELECT partner, CASE WHEN h.n >= 20 AND pure AND coalesce(c.unit, a.unit) = a.unit THEN arpa * g.value / nullif(rate, 0) / nullif(c.value, 0) END AS value,
  coalesce(c.n, 0) AS n, arpa * g.value / nullif(rate, 0) AS numerator, c.value AS denominator, 0 AS immature
FROM cac c FULL JOIN arpa a USING (partner) LEFT JOIN kpi_deal_margin g USING (partner) 
  LEFT JOIN churn h USING (partner)
