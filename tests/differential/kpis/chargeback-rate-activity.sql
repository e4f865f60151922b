-- K20, activity: disputes opened in the 90 days / payments taken in them; an order is a payment.
WITH back AS (
  SELECT partner, count(*) AS disputed FROM disputes WHERE in_days(disputed, 90) GROUP BY partner
), sold AS (
  SELECT partner, count(DISTINCT "order") AS placed FROM orders WHERE in_days(ordered, 90) GROUP BY partner
)
SELECT partner, coalesce(disputed, 0) / placed AS value, coalesce(placed, 0) AS n, coalesce(disputed, 0) AS numerator, placed AS denominator, 0 AS immature
FROM back FULL JOIN sold USING (partner)
