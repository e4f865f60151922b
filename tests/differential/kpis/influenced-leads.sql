-- K49a: leads with created in the current quarter that a partner touched in the 180 days up to that day.
SELECT partner, count(*) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM (
  SELECT DISTINCT t.partner, l.lead FROM leads l
  JOIN touches t ON t.lead = l.lead AND t."at"::DATE BETWEEN l.created::DATE - 180 AND l.created::DATE
  WHERE in_quarter(l.created) AND of_partner(t.named, t.party) AND t.partner IS NOT NULL)
GROUP BY partner
