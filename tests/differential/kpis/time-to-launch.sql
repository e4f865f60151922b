-- K31: median days campaign agreed -> live, campaigns agreed in the last 12 months; those past their plan that are not live
-- count as ">= age" (Kaplan-Meier), those that are not due yet are immature. A launch from before it was agreed has no
-- duration.
WITH seen AS (
  SELECT partner, NOT live AS open, NOT live AND coalesce(planned >= as_of(), false) AS young, live OR NOT coalesce(planned >= as_of(), false) AS counts,
    (CASE WHEN live THEN done::DATE ELSE as_of() END) - started::DATE AS t
  FROM (SELECT *, coalesce(done::DATE < as_of(), false) AS live FROM milestones WHERE kind = 'launch' AND in_months(started, 12)
          AND (done IS NULL OR done::DATE >= started::DATE))
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
