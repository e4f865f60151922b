-- K05, SQL -> won: SQLs won within 180 days / SQLs at least 180 days old; cohort by SQL date.
SELECT partner, count(*) FILTER (old AND hit) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND hit) AS numerator, count(*) FILTER (old) AS denominator, count(*) FILTER (NOT old) AS immature
FROM (SELECT partner, mature("sql", 180) AS old, coalesce(won - "sql" BETWEEN 0 AND 180, false) AS hit
      FROM leads WHERE in_months("sql", 12))
GROUP BY partner
