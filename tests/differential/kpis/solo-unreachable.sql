-- K65: new relationships absent from our own CRM before and first seen via the partner / new relationships, 90 days.
-- Either statement can rule it out alone; only both together can make it so.
WITH told AS (
  SELECT partner, (via = 'partner') AND NOT known_before AS alone FROM relationships WHERE in_days(first_seen, 90)
)
SELECT partner, count(*) FILTER (alone) / count(*) AS value, count(*) AS n, count(*) FILTER (alone) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM told WHERE alone IS NOT NULL GROUP BY partner
