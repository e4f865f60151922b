-- K46c: customers with at least 4 active integrations / customers.
WITH used AS (
  SELECT customer, count(*) AS integrations FROM integrations
  WHERE (removed IS NULL OR removed >= as_of()) AND last_active >= days_ago(30) GROUP BY customer
)
SELECT partner, count(*) FILTER (integrations >= 4) / count(*) AS value, count(*) AS n, count(*) FILTER (integrations >= 4) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM customers LEFT JOIN used USING (customer) WHERE ended IS NULL OR ended >= as_of() GROUP BY partner
