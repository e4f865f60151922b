-- K12b: programme cost (all kinds) / new customers sourced by the partner, current quarter. A customer is new with its
-- first won deal, whoever sold it; of several on one day the one that stands first decides.
WITH firsts AS (
  SELECT * FROM deals WHERE status = 'won' AND customer IS NOT NULL AND closed IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY customer ORDER BY closed, partner NULLS FIRST, seq) = 1
), gained AS (
  SELECT partner, count(*) AS customers FROM firsts SEMI JOIN sourced_deals USING (deal) WHERE in_quarter(closed) GROUP BY partner
), spent AS (
  SELECT partner, sum(amount) AS total, one_currency(currency, sum(amount)) AS cost FROM costs
  WHERE in_quarter(spent) GROUP BY partner
)
SELECT partner, CASE WHEN total IS NULL THEN 0 ELSE cost END / nullif(customers, 0) AS value, coalesce(customers, 0) AS n,
  CASE WHEN total IS NULL THEN 0 ELSE cost END AS numerator,
  customers AS denominator, 0 AS immature
FROM gained FULL JOIN spent USING (partner)
