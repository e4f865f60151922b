-- K12c by holdout: partner cost / (new partner customers - holdout rate x audience exposed), current quarter, each
-- test by itself. Reading: where no more came than would have come anyway there is no such cost.
WITH gained AS (
  SELECT partner, count(*) AS customers FROM customers WHERE in_quarter(started) GROUP BY partner
), tests AS (
  SELECT partner, sum(converted) FILTER (arm = 'holdout') / sum(audience) FILTER (arm = 'holdout')
    * sum(audience) FILTER (arm = 'exposed') AS anyway
  FROM holdouts WHERE in_quarter(measured) AND audience >= 1 AND converted BETWEEN 0 AND audience
  GROUP BY partner, experiment
), arms AS (
  SELECT partner, sum(anyway) AS anyway FROM tests GROUP BY partner
), spent AS (
  SELECT partner, one_currency(currency, sum(amount)) AS cost FROM costs WHERE in_quarter(spent) GROUP BY partner
)
SELECT partner, cost / nullif(greatest(coalesce(customers, 0) - anyway, 0), 0) AS value, coalesce(customers, 0) AS n,
  cost AS numerator, coalesce(customers, 0) - anyway AS denominator, 0 AS immature
FROM gained FULL JOIN spent USING (partner) FULL JOIN arms USING (partner)
