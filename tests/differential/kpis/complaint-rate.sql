-- K24: complaints x 1000 / active customers, 90 days. Active are those of the customer list at the as-of day; where the partner has
-- none there, its customers that ordered in the window.
WITH listed AS (
  SELECT partner, count(*) AS accounts FROM customers WHERE ended IS NULL OR ended >= as_of() GROUP BY partner
), ordering AS (
  SELECT partner, count(DISTINCT customer) AS accounts FROM orders WHERE in_days(ordered, 90) GROUP BY partner
), exposure AS (
  SELECT partner, coalesce(l.accounts, o.accounts) AS accounts FROM listed l FULL JOIN ordering o USING (partner)
), events AS (
  SELECT partner, count(*) AS tickets FROM tickets WHERE complaint AND in_days(opened, 90) GROUP BY partner
)
SELECT partner, 1000.0 * coalesce(tickets, 0) / nullif(accounts, 0) AS value, coalesce(accounts, 0) AS n,
  coalesce(tickets, 0) AS numerator, coalesce(accounts, 0) AS denominator, 0 AS immature
FROM exposure FULL JOIN events USING (partner)
