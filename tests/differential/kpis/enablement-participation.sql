-- K34a: training completions / enrolments, as of the day. Reading: a row without a kind is a training.
SELECT partner, count(*) FILTER (completed < as_of()) / count(*) AS value, count(*) AS n,
  count(*) FILTER (completed < as_of()) AS numerator, count(*) AS denominator, 0 AS immature
FROM trainings WHERE coalesce(kind, 'training') = 'training' GROUP BY partner
