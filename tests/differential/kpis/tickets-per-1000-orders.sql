-- K22a: tickets linked to orders of the partner x 1000 / orders, 90 days. Reading: where no ticket of the partner ever named
-- an order, all of its tickets are taken to be about its orders.
WITH exposure AS (
  SELECT partner, count(DISTINCT "order") AS orders FROM orders WHERE in_days(ordered, 90) GROUP BY partner
), events AS (
  SELECT partner, count(*) AS tickets FROM tickets t WHERE in_days(opened, 90)
    AND ("order" IS NOT NULL OR NOT EXISTS (SELECT 1 FROM tickets o WHERE o.partner = t.partner AND o."order" IS NOT NULL))
  GROUP BY partner
)
SELECT partner, 1000.0 * coalesce(tickets, 0) / nullif(orders, 0) AS value, coalesce(orders, 0) AS n,
  coalesce(tickets, 0) AS numerator, coalesce(orders, 0) AS denominator, 0 AS immature
FROM exposure FULL JOIN events USING (partner)
