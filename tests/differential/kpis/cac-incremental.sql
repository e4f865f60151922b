-- K12c: partner cost / (new partner customers - counterfactual), current quarter; the counterfactual is the customers
-- with an own relationship before (net-new proxy). Reading: customers of which that is not known are left out.
WITH gained AS (
  SELECT partner, count(*) AS customers FROM customers WHERE in_quarter(started) AND prior = false GROUP BY partner
), spent AS (
  SELECT partner, sum(amount) AS total, one_currency(currency, sum(amount)) AS cost FROM costs
  WHERE in_quarter(spent) GROUP BY partner
)
SELECT partner, CASE WHEN total IS NULL THEN 0 ELSE cost END / nullif(customers, 0) AS value, coalesce(customers, 0) AS n,
  CASE WHEN total IS NULL THEN 0 ELSE cost END AS numerator, customers AS denominator, 0 AS immature
FROM gained FULL JOIN spent USING (partner)
