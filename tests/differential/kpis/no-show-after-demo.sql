-- Ambiguity 1, second reading: absence at the meeting after the demo, of meetings that were neither cancelled nor moved.
WITH demos AS (
  SELECT deal, min(scheduled) AS held FROM meetings WHERE kind = 'demo' AND outcome = 'held' GROUP BY deal
)
SELECT m.partner, count(*) FILTER (outcome = 'no-show') / count(*) AS value, count(*) AS n, count(*) FILTER (outcome = 'no-show') AS numerator,
  count(*) AS denominator, 0 AS immature
FROM meetings m JOIN demos d ON d.deal = m.deal AND m.scheduled > d.held
WHERE m.kind = 'other' AND in_days(m.scheduled, 90) AND outcome IN ('held', 'no-show') GROUP BY m.partner
