-- K16: customers active 12 months ago still active / customers active then.
WITH cohort AS (
  SELECT partner, coalesce(ended >= months_ago(12) AND ended < as_of(), false) AS left_us FROM customers
  WHERE started < months_ago(12) AND (ended IS NULL OR ended >= months_ago(12))
)
SELECT partner, count(*) FILTER (NOT left_us) / count(*) AS value, count(*) AS n, count(*) FILTER (NOT left_us) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM cohort GROUP BY partner
