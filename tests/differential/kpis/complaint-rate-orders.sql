-- K24, by orders: complaints x 1000 / orders, 90 days.
WITH exposure AS (
  SELECT partner, count(DISTINCT "order") AS orders FROM orders WHERE in_days(ordered, 90) GROUP BY partner
), events AS (
  SELECT partner, count(*) AS complaints FROM tickets WHERE complaint AND in_days(opened, 90) GROUP BY partner
)
SELECT partner, 1000.0 * coalesce(complaints, 0) / nullif(orders, 0) AS value, coalesce(orders, 0) AS n,
  coalesce(complaints, 0) AS numerator, coalesce(orders, 0) AS denominator, 0 AS immature
FROM exposure FULL JOIN events USING (partner)
