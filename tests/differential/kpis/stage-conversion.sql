-- K05, by stage history: entries into open stages of the last 12 months that are 60 days old or older; of those, entries
-- after which the deal entered another stage, not a lost one, on a later day within 60 days.
WITH entries AS (
  SELECT partner, deal, entered, lower(trim(stage)) AS stage FROM stage_changes
), told AS (
  SELECT e.partner, mature(e.entered, 60) AS old, EXISTS (
      SELECT 1 FROM entries n WHERE n.deal = e.deal AND n.entered > e.entered AND n.entered <= e.entered + 60
        AND n.stage NOT IN ('lost', 'closed lost', 'closedlost', 'verloren', 'perdido', 'perdida', 'perdu')
    ) AS moved
  FROM entries e
  WHERE in_months(e.entered, 12) AND e.stage NOT IN ('won', 'closed won', 'closedwon', 'gewonnen', 'ganado', 'ganada',
    'gagne', 'ganho', 'lost', 'closed lost', 'closedlost', 'verloren', 'perdido', 'perdida', 'perdu')
)
SELECT partner, count(*) FILTER (old AND moved) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND moved) AS numerator, count(*) FILTER (old) AS denominator, count(*) FILTER (NOT old) AS immature
FROM told GROUP BY partner
