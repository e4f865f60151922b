-- K68: median annual value of deals won in the last 12 months.
SELECT partner, one_currency(currency, median(amount)) AS value, count(*) AS n, NULL AS numerator, NULL AS denominator,
  0 AS immature
FROM deals WHERE status = 'won' AND in_months(closed, 12) AND amount IS NOT NULL GROUP BY partner
