-- K33, programme: partners complete within 60 d / partners at least 60 d old; one partner counts as one. Its start is that
-- of its first required step.
WITH steps AS (
  SELECT partner, started, done, min(started) OVER (PARTITION BY partner) AS begun FROM milestones
  WHERE kind = 'onboarding' AND required IS NOT FALSE AND partner IS NOT NULL
), partners AS (
  SELECT partner, any_value(begun) AS begun,
    bool_and(coalesce(done::DATE < as_of() AND done::DATE - begun::DATE <= 60, false)) AS on_time
  FROM steps GROUP BY partner
)
SELECT partner, CASE WHEN mature(begun, 60) THEN on_time::INTEGER END AS value, mature(begun, 60)::INTEGER AS n,
  (mature(begun, 60) AND on_time)::INTEGER AS numerator, mature(begun, 60)::INTEGER AS denominator,
  (NOT mature(begun, 60))::INTEGER AS immature
FROM partners WHERE begun::DATE < as_of()
