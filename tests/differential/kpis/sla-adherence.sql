-- K35a: leads answered within the SLA (24 hours) / leads answered or past the SLA; open overdue ones are misses; 90 days.
-- Reading: a contact from before the lead came in answers nothing and the lead is left out.
WITH seen AS (
  SELECT partner, coalesce(first_contact::DATE < as_of(), false) AS answered,
    minutes_between(created, first_contact) <= 1440 AS soon,
    minutes_between(created, as_of()::TIMESTAMPTZ) > 1440 AS overdue
  FROM leads WHERE in_days(created, 90) AND (first_contact IS NULL OR first_contact >= created)
)
SELECT partner, count(*) FILTER (answered AND soon) / nullif(count(*) FILTER (answered OR overdue), 0) AS value,
  count(*) FILTER (answered OR overdue) AS n, count(*) FILTER (answered AND soon) AS numerator,
  count(*) FILTER (answered OR overdue) AS denominator, count(*) FILTER (NOT answered AND NOT overdue) AS immature
FROM seen GROUP BY partner
