-- K35b: registrations answered within the SLA (2 days) / answered or past it, 90 days; open ones past it are misses.
WITH seen AS (
  SELECT partner, coalesce(registration_answered < as_of(), false) AS answered, registration_answered - registered AS days, as_of() - registered AS age
  FROM deals WHERE in_days(registered, 90) AND (registration_answered IS NULL OR registration_answered >= registered)
), due AS (
  SELECT partner, answered OR age > 2 AS due, answered AND days <= 2 AS met FROM seen
)
SELECT partner, count(*) FILTER (met) / nullif(count(*) FILTER (due), 0) AS value, count(*) FILTER (due) AS n,
  count(*) FILTER (met) AS numerator, count(*) FILTER (due) AS denominator, count(*) FILTER (NOT due) AS immature
FROM due GROUP BY partner
