-- K15: customers reaching first value within 30 days / customers at least 30 days old; cohort by first day, 12 months.
WITH seen AS (
  SELECT partner, mature(started, 30) AS old, coalesce(first_value - started <= 30, false) AS reached FROM customers WHERE in_months(started, 12)
)
SELECT partner, count(*) FILTER (old AND reached) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND reached) AS numerator, count(*) FILTER (old) AS denominator, count(*) FILTER (NOT old) AS immature
FROM seen GROUP BY partner
