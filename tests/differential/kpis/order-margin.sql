-- K10 over orders of the last 12 months: (sum net price - sum cost) / sum net price; a profit given by the source is
-- taken in place of amount less cost.
SELECT partner, one_currency(currency, sum(profit) / nullif(sum(amount), 0)) AS value, count(*) AS n,
  sum(profit) AS numerator, sum(amount) AS denominator, 0 AS immature
FROM (SELECT partner, currency, amount, coalesce(profit, amount - cost) AS profit FROM orders WHERE in_months(ordered, 12))
WHERE amount IS NOT NULL AND profit IS NOT NULL GROUP BY partner
