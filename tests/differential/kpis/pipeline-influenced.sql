-- K04: amount of distinct deals with a touch of this partner within the last 180 days that are open or were closed in the
-- current quarter, and not sourced by it; a deal counts once per partner. A touch after the deal was decided had no influence.
WITH touched AS (
  SELECT DISTINCT t.partner, d.deal, d.amount, d.currency
  FROM touches t JOIN deals d ON d.deal = t.deal
  WHERE in_days(t."at", 180) AND of_partner(t.named, t.party)
    AND (coalesce(d.status NOT IN ('won', 'lost'), true) OR d.closed >= quarter_start())
    AND (coalesce(d.status NOT IN ('won', 'lost'), true) OR coalesce(t."at"::DATE <= d.closed, true))
    AND NOT (coalesce(d.sourced, d.registered <= d.created, false) AND d.partner IS NOT DISTINCT FROM t.partner)
)
SELECT partner, one_currency(currency, sum(amount)) AS value, count(*) AS n, sum(amount) AS numerator,
  NULL AS denominator, 0 AS immature
FROM touched WHERE amount IS NOT NULL GROUP BY partner
