-- K16, T = 90 days: customers active 90 days ago still active / customers active then.
WITH cohort AS (
  SELECT partner, coalesce(ended >= days_ago(90) AND ended < as_of(), false) AS left_us FROM customers
  WHERE started < days_ago(90) AND (ended IS NULL OR ended >= days_ago(90))
)
SELECT partner, count(*) FILTER (NOT left_us) / count(*) AS value, count(*) AS n, count(*) FILTER (NOT left_us) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM cohort GROUP BY partner
