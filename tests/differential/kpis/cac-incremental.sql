-- K12c: partner cost / (new partner customers - counterfactual), current quarter. The counterfactual is the holdout rate x
-- the audience exposed, added up over the tests both arms of which were measured in the quarter, else the customers with
-- an own relationship before (net-new proxy). Reading: by the proxy, customers of which that is not known are left out;
-- without a booked cost there is no figure.
WITH gained AS (
  SELECT partner, count(*) AS customers, count(*) FILTER (prior = false) AS fresh FROM customers
  WHERE in_quarter(started) GROUP BY partner
), tests AS (
  SELECT partner, sum(converted) FILTER (arm = 'holdout') / sum(audience) FILTER (arm = 'holdout')
    * sum(audience) FILTER (arm = 'exposed') AS anyway
  FROM holdouts WHERE in_quarter(measured) AND audience >= 1 AND converted BETWEEN 0 AND audience
  GROUP BY partner, experiment
), arms AS (
  SELECT partner, sum(anyway) AS anyway FROM tests GROUP BY partner
), spent AS (
  SELECT partner, one_currency(currency, sum(amount)) AS cost FROM costs WHERE in_quarter(spent) GROUP BY partner
), net AS (
  SELECT partner, cost, CASE WHEN anyway IS NULL THEN coalesce(fresh, 0) ELSE coalesce(customers, 0) END AS n,
    CASE WHEN anyway IS NULL THEN fresh ELSE coalesce(customers, 0) - anyway END AS beyond
  FROM gained FULL JOIN spent USING (partner) FULL JOIN arms USING (partner)
)
SELECT partner, cost / nullif(greatest(beyond, 0), 0) AS value, n, cost AS numerator, beyond AS denominator, 0 AS immature
FROM net
