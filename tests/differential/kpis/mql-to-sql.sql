-- K06: MQLs that become SQL within 60 days / mature MQLs; cohort by MQL date.
SELECT partner, count(*) FILTER (old AND hit) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND hit) AS numerator, count(*) FILTER (old) AS denominator, count(*) FILTER (NOT old) AS immature
FROM (SELECT partner, mature(mql, 60) AS old, coalesce("sql" - mql BETWEEN 0 AND 60, false) AS hit
      FROM leads WHERE in_months(mql, 12))
GROUP BY partner
