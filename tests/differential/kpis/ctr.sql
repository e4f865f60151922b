-- K52: clicks / impressions, 90 days. A row with more clicks than impressions is no such count.
SELECT partner, sum(clicks) / nullif(sum(impressions), 0) AS value, sum(impressions) AS n, sum(clicks) AS numerator,
  sum(impressions) AS denominator, 0 AS immature
FROM campaigns WHERE clicks BETWEEN 0 AND impressions AND in_days("day", 90) GROUP BY partner
