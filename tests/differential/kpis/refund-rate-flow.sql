-- K19, flow mode: orders refunded in the 90 days / orders placed in them.
WITH back AS (
  SELECT partner, count(DISTINCT "order") AS refunded FROM refunds WHERE in_days(refunded, 90) GROUP BY partner
), sold AS (
  SELECT partner, count(DISTINCT "order") AS placed FROM orders WHERE in_days(ordered, 90) GROUP BY partner
)
SELECT partner, coalesce(refunded, 0) / placed AS value, coalesce(placed, 0) AS n, coalesce(refunded, 0) AS numerator, placed AS denominator, 0 AS immature
FROM back FULL JOIN sold USING (partner)
