-- K01: amount of deals won in the last 12 months, by close date, that the partner originated; order value where the
-- partner has no deals at all, never both.
WITH sold AS (
  SELECT partner, amount, currency FROM sourced_deals WHERE status = 'won' AND in_months(closed, 12)
  UNION ALL
  SELECT partner, amount, currency FROM orders o
  WHERE in_months(ordered, 12) AND NOT EXISTS (SELECT 1 FROM deals d WHERE d.partner = o.partner)
)
SELECT partner, one_currency(currency, sum(amount)) AS value, count(*) AS n, sum(amount) AS numerator,
  NULL AS denominator, 0 AS immature
FROM sold WHERE amount IS NOT NULL GROUP BY partner
