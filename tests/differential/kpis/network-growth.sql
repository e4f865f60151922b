-- K44, growth: new / network at the start of the 90 days.
WITH network AS (
  SELECT partner,
    count(DISTINCT coalesce(person::VARCHAR, 'row ' || seq)) FILTER (first_seen >= days_ago(90)) AS fresh,
    count(DISTINCT coalesce(person::VARCHAR, 'row ' || seq)) FILTER (first_seen < days_ago(90)) AS before
  FROM relationships WHERE via = 'partner' AND relevant AND known_before IS NOT TRUE GROUP BY partner
)
SELECT partner, fresh / nullif(before, 0) AS value, before AS n, nullif(fresh, 0) AS numerator, before AS denominator,
  0 AS immature
FROM network
