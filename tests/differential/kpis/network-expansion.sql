-- K44: new relevant people and organisations first seen via the partner, 90 days. New: not in our own CRM before; a row
-- that names no person stands for itself.
SELECT partner, count(DISTINCT coalesce(person::VARCHAR, 'row ' || seq)) AS value,
  count(DISTINCT coalesce(person::VARCHAR, 'row ' || seq)) AS n, count(DISTINCT coalesce(person::VARCHAR, 'row ' || seq)) AS numerator,
  NULL AS denominator, 0 AS immature
FROM relationships WHERE via = 'partner' AND relevant AND known_before IS NOT TRUE AND in_days(first_seen, 90)
GROUP BY partner
