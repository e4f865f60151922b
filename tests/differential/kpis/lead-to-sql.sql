-- K05, lead -> SQL: leads that become SQL within 60 days / leads at least 60 days old; cohort by the day they came in.
SELECT partner, count(*) FILTER (old AND hit) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND hit) AS numerator, count(*) FILTER (old) AS denominator, count(*) FILTER (NOT old) AS immature
FROM (SELECT partner, mature(created, 60) AS old, coalesce("sql" - created::DATE BETWEEN 0 AND 60, false) AS hit
      FROM leads WHERE in_months(created, 12))
GROUP BY partner
