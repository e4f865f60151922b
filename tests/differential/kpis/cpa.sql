-- K75: payout (commission, SPIFF, cashback) / new customers, 90 days. A customer is new with its first order, whoever
-- sold it; of several on one day the one that stands first decides. Reading: a partner without such an order by its customers that
-- began in the 90 days.
WITH firsts AS (
  SELECT * FROM orders WHERE customer IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY customer ORDER BY ordered, partner NULLS FIRST, seq) = 1
), ordered AS (
  SELECT partner, count(*) AS customers FROM firsts WHERE in_days(ordered, 90) GROUP BY partner
), gained AS (
  SELECT * FROM ordered
  UNION ALL
  SELECT partner, count(*) FROM customers c
  WHERE in_days(started, 90) AND NOT EXISTS (SELECT 1 FROM ordered o WHERE o.partner = c.partner) GROUP BY partner
), spent AS (
  SELECT partner, sum(amount) AS total, one_currency(currency, sum(amount)) AS cost FROM costs
  WHERE in_days(spent, 90) AND kind IN ('commission', 'spiff', 'cashback') GROUP BY partner
)
SELECT partner, CASE WHEN total IS NULL THEN 0 ELSE cost END / nullif(customers, 0) AS value, coalesce(customers, 0) AS n,
  CASE WHEN total IS NULL THEN 0 ELSE cost END AS numerator,
  customers AS denominator, 0 AS immature
FROM gained FULL JOIN spent USING (partner)
