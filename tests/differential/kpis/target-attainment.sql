-- K51: actual / target, pace-adjusted: revenue won in the current quarter / the part of its revenue goals that falls on
-- the days gone by; a goal of another span counts by its days. Nothing won is 0 of the target.
WITH won AS (
  SELECT partner, one_currency(currency, sum(amount)) AS won, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM deals WHERE status = 'won' AND in_quarter(closed) AND amount IS NOT NULL GROUP BY partner
), due AS (
  SELECT partner, one_currency(currency, sum(part)) AS due, count(*) AS n, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM (SELECT partner, currency, target * (least("to", as_of()) - greatest("from", quarter_start())) / ("to" - "from") AS part
        FROM goals WHERE lower(metric) IN ('revenue', 'sales', 'bookings', 'closed won')
          AND "to" > "from" AND "to" > quarter_start() AND "from" < as_of())
  GROUP BY partner
)
SELECT partner, CASE WHEN w.unit IS NULL OR w.unit = d.unit THEN (CASE WHEN w.unit IS NULL THEN 0 ELSE won END) / nullif(due, 0) END AS value,
  n, won AS numerator, due AS denominator, 0 AS immature
FROM due d LEFT JOIN won w USING (partner)
