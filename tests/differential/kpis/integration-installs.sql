-- K46a: installations that exist at the as-of day.
SELECT partner, count(*) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM integrations WHERE removed IS NULL OR removed >= as_of() GROUP BY partner
