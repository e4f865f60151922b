-- K05, visit -> lead: leads / visits, 12 months. Reading: a flow, as visits are counted and not followed.
WITH came AS (
  SELECT partner, count(*) AS leads FROM leads WHERE in_months(created, 12) GROUP BY partner
), visited AS (
  SELECT partner, sum(sessions) AS sessions FROM traffic WHERE in_months(day, 12) GROUP BY partner
)
SELECT partner, CASE WHEN sessions > 0 THEN coalesce(leads, 0) / sessions END AS value, coalesce(sessions, 0) AS n,
  coalesce(leads, 0) AS numerator, sessions AS denominator, 0 AS immature
FROM came FULL JOIN visited USING (partner)
