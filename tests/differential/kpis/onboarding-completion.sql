-- K33: required onboarding steps done / required steps, as of the day.
SELECT partner, count(*) FILTER (done::DATE < as_of()) / count(*) AS value, count(*) AS n,
  count(*) FILTER (done::DATE < as_of()) AS numerator, count(*) AS denominator, 0 AS immature
FROM milestones WHERE kind = 'onboarding' AND required IS NOT FALSE GROUP BY partner
