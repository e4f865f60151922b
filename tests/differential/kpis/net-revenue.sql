-- K02: K01 less refunds, chargebacks, chargeback fees and incentives (commission, SPIFF, cashback, MDF) of the same
-- rows; refunds matched to their sale. Readings: an empty refund or dispute amount is the whole order, refunds never
-- take more than their order was worth; incentives that name no deal count in the window they were spent in. n is the
-- number of sales; numerator and denominator are the two parts, sales net of their own deductions and such incentives.
WITH worth AS (
  SELECT "order", sum(amount) AS amount FROM orders
  WHERE "order" IN (SELECT "order" FROM refunds UNION ALL SELECT "order" FROM disputes) GROUP BY 1
), lost AS (
  SELECT "order", sum(lost) AS lost FROM (
    SELECT w."order", least(sum(coalesce(r.amount, w.amount)), any_value(w.amount)) AS lost
    FROM refunds r JOIN worth w ON w."order" = r."order" GROUP BY 1
    UNION ALL
    SELECT w."order", sum(coalesce(d.amount, w.amount, 0)) + coalesce(sum(d.fee), 0)
    FROM disputes d JOIN worth w ON w."order" = d."order" GROUP BY 1)
  GROUP BY 1
), reduced AS (
  -- What an order lost is taken off its first line.
  SELECT o.seq, l.lost FROM orders o JOIN lost l ON l."order" = o."order"
  QUALIFY row_number() OVER (PARTITION BY o."order" ORDER BY o.ordered, o.partner NULLS FIRST, o.seq) = 1
), paid AS (
  SELECT deal, sum(amount) AS incentives FROM costs WHERE kind IN ('commission', 'spiff', 'cashback', 'mdf') GROUP BY 1
), sold AS (
  SELECT d.partner, d.amount - coalesce(p.incentives, 0) AS net, d.currency FROM sourced_deals d
  LEFT JOIN paid p ON p.deal = d.deal WHERE d.status = 'won' AND in_months(d.closed, 12) AND d.amount IS NOT NULL
  UNION ALL
  SELECT o.partner, o.amount - coalesce(r.lost, 0), o.currency FROM orders o LEFT JOIN reduced r ON r.seq = o.seq
  WHERE in_months(o.ordered, 12) AND o.amount IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM latest_deals d WHERE d.partner = o.partner)
), sales AS (
  SELECT partner, one_currency(currency, sum(net)) AS net, count(*) AS n FROM sold GROUP BY partner
), other AS (
  SELECT partner, one_currency(currency, sum(amount)) AS spent, count(DISTINCT coalesce(upper(currency), getvariable('currency'))) AS currencies
  FROM costs WHERE deal IS NULL AND kind IN ('commission', 'spiff', 'cashback', 'mdf') AND in_months(spent, 12) GROUP BY partner
)
SELECT partner, CASE WHEN coalesce(currencies, 1) = 1 THEN net - coalesce(spent, 0) END AS value, coalesce(n, 0) AS n,
  net AS numerator, spent AS denominator, 0 AS immature
FROM sales LEFT JOIN other USING (partner)
