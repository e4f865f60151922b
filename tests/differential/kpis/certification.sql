-- K34b: people with a valid certification / people required to have one, as of the day; a person counts once.
SELECT partner, count(*) FILTER (ok) / count(*) AS value, count(*) AS n,
  count(*) FILTER (ok) AS numerator, count(*) AS denominator, 0 AS immature
FROM (SELECT partner, person,
        bool_or(coalesce(completed < as_of() AND (valid_until IS NULL OR valid_until >= as_of()), false)) AS ok
      FROM trainings WHERE kind = 'certification' AND required IS NOT FALSE GROUP BY partner, person)
GROUP BY partner
