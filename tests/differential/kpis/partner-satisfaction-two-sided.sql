-- K54 two-sided: the smaller of the partner's own top-2-box and our team's about the partner, 180 days.
WITH sides AS (
  SELECT partner, kind, count(*) FILTER (score >= 4) / count(*) AS share, count(*) AS n
  FROM surveys WHERE kind IN ('partner', 'team') AND in_days(answered, 180) AND score BETWEEN 1 AND 5
  GROUP BY partner, kind
)
SELECT partner, CASE WHEN count(*) = 2 THEN min(share) END AS value, min(n) AS n,
  NULL AS numerator, NULL AS denominator, 0 AS immature
FROM sides GROUP BY partner
