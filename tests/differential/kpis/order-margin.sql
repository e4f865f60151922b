-- K10 over orders of the last 12 months: (sum net price - sum cost) / sum net price; a profit given by the source is
-- taken in place of amount less cost. Reading: n are orders; one with a line in the window counts with all its lines.
WITH line AS (
  SELECT partner, "order", ordered, currency, amount, coalesce(profit, amount - cost) AS profit FROM orders
  WHERE amount IS NOT NULL AND coalesce(profit, amount - cost) IS NOT NULL
)
SELECT partner, one_currency(currency, sum(profit) / nullif(sum(amount), 0)) AS value, count(DISTINCT "order") AS n,
  sum(profit) AS numerator, sum(amount) AS denominator, 0 AS immature
FROM line SEMI JOIN (SELECT partner, "order" FROM line WHERE in_months(ordered, 12)) USING (partner, "order")
GROUP BY partner
