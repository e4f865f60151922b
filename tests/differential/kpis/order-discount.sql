-- K11 over orders of the last 12 months: 1 - sum net price / sum list price; where only a discount is given the list
-- price follows from it, but not from one of 100 %. Reading: n are orders; one with a line in the window counts with all
-- its lines.
WITH line AS (
  SELECT partner, "order", ordered, currency, amount, coalesce(list_amount, amount / nullif(1 - discount, 0)) AS list
  FROM orders WHERE amount IS NOT NULL AND coalesce(list_amount, amount / nullif(1 - discount, 0)) IS NOT NULL
)
SELECT partner, one_currency(currency, 1 - sum(amount) / nullif(sum(list), 0)) AS value, count(DISTINCT "order") AS n,
  sum(list - amount) AS numerator, sum(list) AS denominator, 0 AS immature
FROM line SEMI JOIN (SELECT partner, "order" FROM line WHERE in_months(ordered, 12)) USING (partner, "order")
GROUP BY partner
