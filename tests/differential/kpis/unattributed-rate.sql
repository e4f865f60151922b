-- K76: deals without a partner field but with evidence of the partner / deals with evidence of it; evidence is a touch of the
-- partner in the current quarter.
WITH touched AS (
  SELECT DISTINCT t.partner, d.deal, l.named FROM touches t JOIN deals d ON d.deal = t.deal
  JOIN latest_deals l ON l.deal = d.deal WHERE in_quarter(t."at") AND of_partner(t.named, t.party)
)
SELECT partner, count(*) FILTER (named IS NULL) / count(*) AS value, count(*) AS n,
  count(*) FILTER (named IS NULL) AS numerator, count(*) AS denominator, 0 AS immature
FROM touched GROUP BY partner
