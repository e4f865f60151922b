-- K64: relationships with an interaction after end + 90 d / relationships whose end lies 90 days back or more, 12 months.
WITH ended AS (
  SELECT partner, mature(ended, 90) AS old,
    coalesce(last_interaction < as_of() AND last_interaction - ended > 90, false) AS alive
  FROM relationships WHERE in_months(ended, 12)
)
SELECT partner, count(*) FILTER (old AND alive) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND alive) AS numerator, count(*) FILTER (old) AS denominator,
  count(*) FILTER (NOT old) AS immature
FROM ended GROUP BY partner
