-- K47: leads without an activity for 90 days that act within 30 d after a partner touch / dormant leads touched, 90 days,
-- touches at least 30 days old. A lead is taken at the partner's first touch in the window, and was itself 90 days old.
WITH firsts AS (
  SELECT partner, lead, min("at") AS touched FROM touches
  WHERE coalesce(direction = 'buyer', true) AND coalesce(lower(party) <> 'own', true) AND lead IS NOT NULL
    AND partner IS NOT NULL AND in_days("at", 90) GROUP BY partner, lead
), dormant AS (
  SELECT f.partner, touched,
    coalesce((SELECT min(a.acted) FROM lead_activities a WHERE a.lead = f.lead AND a.acted > touched)::DATE
      - touched::DATE <= 30, false) AS acts
  FROM firsts f JOIN leads l ON l.lead = f.lead
  WHERE touched::DATE - l.created::DATE >= 90 AND NOT EXISTS (
    SELECT 1 FROM lead_activities a WHERE a.lead = f.lead AND a.acted < touched AND touched::DATE - a.acted::DATE < 90)
)
SELECT partner, count(*) FILTER (acts AND mature(touched, 30)) / nullif(count(*) FILTER (mature(touched, 30)), 0) AS value,
  count(*) FILTER (mature(touched, 30)) AS n, count(*) FILTER (acts AND mature(touched, 30)) AS numerator,
  count(*) FILTER (mature(touched, 30)) AS denominator, count(*) FILTER (NOT mature(touched, 30)) AS immature
FROM dormant GROUP BY partner
