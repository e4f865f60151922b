-- K50, attributed: (W-shaped share of the gross profit of deals won in the last 12 months - spend) / spend.
WITH profit AS (
  SELECT c.partner, one_currency(d.currency, sum(c.credit)) AS profit, count(*) AS n,
    any_value(coalesce(upper(d.currency), getvariable('currency'))) AS unit
  FROM credits c JOIN deals d USING (deal)
  WHERE c.step = 'won' AND c.what = 'profit' AND in_months(d.closed, 12) GROUP BY c.partner
), spend AS (
  SELECT partner, one_currency(currency, sum(amount)) AS spend, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit FROM costs
  WHERE in_months(spent, 12) GROUP BY partner
)
SELECT partner, CASE WHEN p.unit = s.unit THEN (profit - spend) / nullif(spend, 0) END AS value, coalesce(n, 0) AS n,
  profit - spend AS numerator, spend AS denominator, 0 AS immature
FROM profit p FULL JOIN spend s USING (partner)
