-- K52, unique variant: unique clicks / reach, 90 days.
SELECT partner, sum(unique_clicks) / nullif(sum(reach), 0) AS value, sum(reach) AS n, sum(unique_clicks) AS numerator,
  sum(reach) AS denominator, 0 AS immature
FROM campaigns WHERE unique_clicks BETWEEN 0 AND reach AND in_days("day", 90) GROUP BY partner
