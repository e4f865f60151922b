-- K09, days: median of created -> won, deals won in the last 12 months. A deal that was closed before it was created
-- has no cycle.
SELECT partner, median(closed - created) AS value, count(*) AS n, NULL AS numerator, NULL AS denominator, 0 AS immature
FROM deals WHERE status = 'won' AND in_months(closed, 12) AND closed >= created GROUP BY partner
