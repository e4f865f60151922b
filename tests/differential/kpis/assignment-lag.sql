-- K36a, assignment lag: median minutes from notification to assignment, leads of 90 days; those that wait are censored at
-- the as-of time (Kaplan-Meier), as for K36a. Steps in the wrong order have no duration.
WITH seen AS (
  SELECT partner, NOT coalesce(assigned::DATE < as_of(), false) AS open, false AS young, true AS counts,
    minutes_between(notified, CASE WHEN assigned::DATE < as_of() THEN assigned ELSE as_of()::TIMESTAMPTZ END) AS t
  FROM leads WHERE in_days(created, 90) AND notified::DATE < as_of() AND (assigned IS NULL OR assigned >= notified)
), steps AS (
  SELECT partner, t, count(*) FILTER (NOT open) AS events,
    sum(count(*)) OVER (PARTITION BY partner ORDER BY t DESC) AS at_risk
  FROM seen WHERE counts GROUP BY partner, t
), curve AS (
  SELECT partner, t, product(1 - events / at_risk) OVER (PARTITION BY partner ORDER BY t) AS s
  FROM steps WHERE events > 0
), median_of AS (
  -- The first time at which half are done, and the middle of it and the next where it is exactly half.
  SELECT partner, min(t) FILTER (s <= 0.5 + 1e-12) AS t, bool_or(abs(s - 0.5) < 1e-12) AS exact,
    min(t) FILTER (s < 0.5 - 1e-12) AS next
  FROM curve GROUP BY partner
), whole AS (
  SELECT partner, count(*) FILTER (counts) AS n, count(*) FILTER (counts AND open) AS open,
    median(t) FILTER (counts) AS so_far, count(*) FILTER (young) AS immature
  FROM seen GROUP BY partner
)
SELECT partner, CASE WHEN open = 0 OR t IS NULL THEN so_far WHEN exact THEN (t + coalesce(next, t)) / 2 ELSE t END AS value,
  n, NULL AS numerator, NULL AS denominator, immature
FROM whole LEFT JOIN median_of USING (partner)
