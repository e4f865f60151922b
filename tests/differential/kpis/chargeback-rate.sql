-- K20, cohort: disputes linked to payments taken in the window / successful payments in the window. Reading: the 90 days of
-- payments that are at least 90 days old; an order is one payment, its day as in K19.
WITH payments AS (
  SELECT partner, "order", ordered FROM orders WHERE in_days(ordered, 180)
  QUALIFY row_number() OVER (PARTITION BY partner, "order" ORDER BY seq) = 1
), seen AS (
  SELECT partner, mature(ordered, 90) AS old, EXISTS (SELECT 1 FROM disputes d WHERE d."order" = p."order") AS disputed
  FROM payments p
)
SELECT partner, count(*) FILTER (old AND disputed) / nullif(count(*) FILTER (old), 0) AS value,
  count(*) FILTER (old) AS n, count(*) FILTER (old AND disputed) AS numerator, count(*) FILTER (old) AS denominator,
  count(*) FILTER (NOT old) AS immature
FROM seen GROUP BY partner
