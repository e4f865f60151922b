-- K05, end to end: leads won within 180 days / leads at least 180 days old; cohort by the day they came in.
SELECT partner, count(*) FILTER (old AND hit) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND hit) AS numerator, count(*) FILTER (old) AS denominator, count(*) FILTER (NOT old) AS immature
FROM (SELECT partner, mature(created, 180) AS old, coalesce(won - created::DATE BETWEEN 0 AND 180, false) AS hit
      FROM leads WHERE in_months(created, 12))
GROUP BY partner
