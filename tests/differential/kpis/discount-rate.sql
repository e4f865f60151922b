-- K11: 1 - sum net price / sum list price, value-weighted, of deals won in the last 12 months.
SELECT partner, one_currency(currency, 1 - sum(amount) / nullif(sum(list_amount), 0)) AS value, count(*) AS n,
  sum(list_amount - amount) AS numerator, sum(list_amount) AS denominator, 0 AS immature
FROM deals
WHERE status = 'won' AND in_months(closed, 12) AND amount IS NOT NULL AND list_amount IS NOT NULL GROUP BY partner
