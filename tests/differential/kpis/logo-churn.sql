-- K18, logos, month: customers lost / customers at its start.
WITH cohort AS (
  SELECT partner, coalesce(ended >= months_ago(1) AND ended < as_of(), false) AS left_us FROM customers
  WHERE started < months_ago(1) AND (ended IS NULL OR ended >= months_ago(1))
)
SELECT partner, count(*) FILTER (left_us) / count(*) AS value, count(*) AS n, count(*) FILTER (left_us) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM cohort GROUP BY partner
