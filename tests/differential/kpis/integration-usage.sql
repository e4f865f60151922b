-- K46b: installations used in the last 30 days / installations that exist. Only the last use is known: a later one tells
-- that it was in use.
SELECT partner, count(*) FILTER (last_active >= days_ago(30)) / count(*) AS value, count(*) AS n,
  count(*) FILTER (last_active >= days_ago(30)) AS numerator, count(*) AS denominator, 0 AS immature
FROM integrations WHERE removed IS NULL OR removed >= as_of() GROUP BY partner
