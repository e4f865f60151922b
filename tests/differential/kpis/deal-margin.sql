-- K10: (sum net price - sum cost) / sum net price of deals won in the last 12 months; deals without a cost say nothing.
SELECT partner, one_currency(currency, (sum(amount) - sum(cost)) / nullif(sum(amount), 0)) AS value, count(*) AS n,
  sum(amount - cost) AS numerator, sum(amount) AS denominator, 0 AS immature
FROM deals WHERE status = 'won' AND in_months(closed, 12) AND amount IS NOT NULL AND cost IS NOT NULL GROUP BY partner
