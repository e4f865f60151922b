-- K11, share of deals above cap: won deals with a discount above 15 % of the list price / won deals with both prices,
-- 12 months.
SELECT partner, count(*) FILTER ((list_amount - amount) / list_amount > 0.15) / nullif(count(*), 0) AS value, count(*) AS n,
  count(*) FILTER ((list_amount - amount) / list_amount > 0.15) AS numerator, count(*) AS denominator, 0 AS immature
FROM deals WHERE status = 'won' AND in_months(closed, 12) AND amount IS NOT NULL AND list_amount > 0 GROUP BY partner
