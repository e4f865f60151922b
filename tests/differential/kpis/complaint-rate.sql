-- K24: complaints x 1000 / active customers, 90 days. Reading: a customer is active that ordered in the window.
WITH exposure AS (
  SELECT partner, count(DISTINCT customer) AS customers FROM orders WHERE in_days(ordered, 90) GROUP BY partner
), events AS (
  SELECT partner, count(*) AS complaints FROM tickets WHERE complaint AND in_days(opened, 90) GROUP BY partner
)
SELECT partner, 1000.0 * coalesce(complaints, 0) / nullif(customers, 0) AS value, coalesce(customers, 0) AS n,
  coalesce(complaints, 0) AS numerator, coalesce(customers, 0) AS denominator, 0 AS immature
FROM exposure FULL JOIN events USING (partner)
