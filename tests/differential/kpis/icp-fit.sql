-- K74: leads matching the ICP rule / leads with known attributes, 90 days.
SELECT partner, count(*) FILTER (icp_fit) / count(*) AS value, count(*) AS n,
  count(*) FILTER (icp_fit) AS numerator, count(*) AS denominator, 0 AS immature
FROM leads WHERE icp_fit IS NOT NULL AND in_days(created, 90) GROUP BY partner
