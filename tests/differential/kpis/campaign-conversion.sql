-- K53: conversions / visitors, else clicks, 90 days.
SELECT partner, sum(conversions) / nullif(sum(coalesce(visitors, clicks)), 0) AS value, sum(coalesce(visitors, clicks)) AS n, sum(conversions) AS numerator,
  sum(coalesce(visitors, clicks)) AS denominator, 0 AS immature
FROM campaigns WHERE conversions BETWEEN 0 AND coalesce(visitors, clicks) AND in_days("day", 90) GROUP BY partner
