-- K33b: required compliance modules completed and valid / required x people, as of the day.
SELECT partner, count(*) FILTER (ok) / count(*) AS value, count(*) AS n,
  count(*) FILTER (ok) AS numerator, count(*) AS denominator, 0 AS immature
FROM (SELECT partner, coalesce(completed < as_of() AND (valid_until IS NULL OR valid_until >= as_of()), false) AS ok
      FROM trainings WHERE kind = 'compliance' AND required IS NOT FALSE)
GROUP BY partner
