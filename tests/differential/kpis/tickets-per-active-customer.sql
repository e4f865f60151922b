-- K22b, by customer list: tickets of the 90 days / customers at the as-of day.
WITH asked AS (
  SELECT partner, count(*) AS tickets FROM tickets WHERE in_days(opened, 90) GROUP BY partner
), there AS (
  SELECT partner, count(*) AS customers FROM customers WHERE ended IS NULL OR ended >= as_of() GROUP BY partner
)
SELECT partner, coalesce(tickets, 0) / customers AS value, coalesce(customers, 0) AS n, coalesce(tickets, 0) AS numerator,
  customers AS denominator, 0 AS immature
FROM asked FULL JOIN there USING (partner)
