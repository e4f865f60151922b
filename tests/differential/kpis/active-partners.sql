-- K40 of one partner: 1 with a commercial event or contribution in 90 days, 0 without; nothing where no such thing of
-- it was ever imported. (The programme's number has a test of its own.)
WITH known AS (
  SELECT partner FROM latest_deals UNION SELECT partner FROM latest_orders UNION SELECT partner FROM latest_leads
  UNION SELECT partner FROM latest_contributions
  UNION SELECT CASE WHEN x.named IS NULL THEN coalesce(d.partner, l.partner, c.partner) ELSE x.partner END
    FROM latest_touches x LEFT JOIN latest_deals d ON d.deal = x.deal LEFT JOIN latest_leads l ON l.lead = x.lead
    LEFT JOIN latest_customers c ON c.customer = x.customer
), active AS (
  SELECT partner FROM deals WHERE in_days(created, 90) OR in_days(closed, 90)
  UNION SELECT partner FROM leads WHERE in_days(created, 90)
  UNION SELECT partner FROM orders WHERE in_days(ordered, 90)
  UNION SELECT partner FROM contributions WHERE in_days(contributed, 90)
  UNION SELECT partner FROM touches WHERE direction = 'buyer' AND in_days("at", 90)
)
SELECT k.partner, (a.partner IS NOT NULL)::INTEGER AS value, 1 AS n, (a.partner IS NOT NULL)::INTEGER AS numerator,
  1 AS denominator, 0 AS immature
FROM known k LEFT JOIN active a ON a.partner = k.partner WHERE k.partner IS NOT NULL
