-- K19, value, cohort: value refunded within 60 days / value of the orders at least 60 days old; 90 days, order date.
-- Readings: a refund without an amount is the whole order, one without a date counts, refunds never take more than the
-- order was worth; an order counts once, by its first line that has an amount.
WITH worth AS (
  SELECT "order", sum(amount) AS amount, min(ordered) AS ordered FROM orders GROUP BY 1
), lost AS (
  SELECT w."order", least(sum(coalesce(r.amount, w.amount)), any_value(w.amount)) AS lost
  FROM worth w JOIN refunds r ON r."order" = w."order" AND (r.refunded IS NULL OR r.refunded - w.ordered <= 60) GROUP BY 1
), seen AS (
  SELECT o.partner, mature(o.ordered, 60) AS old, w.amount, coalesce(l.lost, 0) AS lost, o.currency
  FROM orders o JOIN worth w ON w."order" = o."order" LEFT JOIN lost l ON l."order" = o."order"
  WHERE in_days(o.ordered, 90) AND o.amount IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY o.partner, o."order" ORDER BY o.seq) = 1
), counted AS (
  SELECT partner, one_currency(currency, sum(lost) / nullif(sum(amount), 0)) AS value, count(*) AS n, sum(lost) AS numerator,
    sum(amount) AS denominator
  FROM seen WHERE old GROUP BY partner
), young AS (
  SELECT partner, count(*) AS immature FROM seen WHERE NOT old GROUP BY partner
)
SELECT partner, value, coalesce(n, 0) AS n, numerator, denominator, coalesce(immature, 0) AS immature
FROM counted FULL JOIN young USING (partner)
