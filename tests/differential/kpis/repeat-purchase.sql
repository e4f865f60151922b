-- K21: customers with a second order <= 90 days after the first / customers whose first order is >= 90 days old;
-- cohort by first order.
WITH firsts AS (
  SELECT customer, min(ordered) AS first FROM orders WHERE customer IS NOT NULL GROUP BY customer
), opening AS (
  -- The first order; its partner has the customer. Of several on one day the one that stands first, rows of no partner
  -- before those of the first.
  SELECT o.customer, o.partner, o."order", o.ordered FROM orders o JOIN firsts f ON f.customer = o.customer AND f.first = o.ordered
  QUALIFY row_number() OVER (PARTITION BY o.customer ORDER BY o.partner NULLS FIRST, o.seq) = 1
), seen AS (
  SELECT partner, mature(ordered, 90) AS old,
    EXISTS (SELECT 1 FROM orders s WHERE s.customer = f.customer AND s."order" <> f."order" AND s.ordered - f.ordered <= 90) AS again
  FROM opening f WHERE in_months(ordered, 12)
)
SELECT partner, count(*) FILTER (old AND again) / nullif(count(*) FILTER (old), 0) AS value,
  count(*) FILTER (old) AS n, count(*) FILTER (old AND again) AS numerator, count(*) FILTER (old) AS denominator,
  count(*) FILTER (NOT old) AS immature
FROM seen GROUP BY partner
