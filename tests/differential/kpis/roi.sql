-- K50: (gross profit of sourced deals won in the last 12 months - spend) / spend.
WITH profit AS (
  SELECT partner, one_currency(currency, sum(amount - cost)) AS profit, count(*) AS n, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM sourced_deals
  WHERE status = 'won' AND in_months(closed, 12) AND amount IS NOT NULL AND cost IS NOT NULL GROUP BY partner
), spend AS (
  SELECT partner, one_currency(currency, sum(amount)) AS spend, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit FROM costs
  WHERE in_months(spent, 12) GROUP BY partner
)
SELECT partner, CASE WHEN p.unit = s.unit THEN (profit - spend) / nullif(spend, 0) END AS value, coalesce(n, 0) AS n,
  profit - spend AS numerator, spend AS denominator, 0 AS immature
FROM profit p FULL JOIN spend s USING (partner)
