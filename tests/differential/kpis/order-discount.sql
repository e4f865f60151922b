-- K11 over orders of the last 12 months: 1 - sum net price / sum list price; where only a discount is given the list
-- price follows from it, but not from one of 100 %.
SELECT partner, one_currency(currency, 1 - sum(amount) / nullif(sum(list), 0)) AS value, count(*) AS n,
  sum(list - amount) AS numerator, sum(list) AS denominator, 0 AS immature
FROM (SELECT partner, currency, amount, coalesce(list_amount, amount / nullif(1 - discount, 0)) AS list
      FROM orders WHERE in_months(ordered, 12))
WHERE amount IS NOT NULL AND list IS NOT NULL GROUP BY partner
