-- K39: joint sessions attended by the partner / sessions scheduled, the last two quarters (6 months). Reading: a
-- cancelled session was scheduled and not attended, one that was moved is scheduled on its new date.
SELECT partner, count(*) FILTER (outcome = 'held') / count(*) AS value, count(*) AS n,
  count(*) FILTER (outcome = 'held') AS numerator, count(*) AS denominator, 0 AS immature
FROM meetings WHERE kind = 'planning' AND in_months(scheduled, 6) AND outcome IN ('held', 'no-show', 'cancelled')
GROUP BY partner
