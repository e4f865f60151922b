-- K75 by orders: payout (commission, SPIFF, cashback) / orders, 90 days; an order counts once, whatever its lines.
WITH placed AS (
  SELECT partner, count(DISTINCT "order") AS orders FROM orders WHERE in_days(ordered, 90) GROUP BY partner
), spent AS (
  SELECT partner, sum(amount) AS total, one_currency(currency, sum(amount)) AS cost FROM costs
  WHERE in_days(spent, 90) AND kind IN ('commission', 'spiff', 'cashback') GROUP BY partner
)
SELECT partner, CASE WHEN total IS NULL THEN 0 ELSE cost END / nullif(orders, 0) AS value, coalesce(orders, 0) AS n,
  CASE WHEN total IS NULL THEN 0 ELSE cost END AS numerator, orders AS denominator, 0 AS immature
FROM placed FULL JOIN spent USING (partner)
