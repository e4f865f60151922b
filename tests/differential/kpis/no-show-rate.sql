-- K37: scheduled demos where the prospect was absent / (scheduled - cancelled or moved before the start), 90 days.
-- Reading: a meeting without a kind is a demo, one without an outcome says nothing.
SELECT partner, count(*) FILTER (outcome = 'no-show') / count(*) AS value, count(*) AS n,
  count(*) FILTER (outcome = 'no-show') AS numerator, count(*) AS denominator, 0 AS immature
FROM meetings WHERE coalesce(kind, 'demo') = 'demo' AND in_days(scheduled, 90) AND outcome IN ('held', 'no-show')
GROUP BY partner
