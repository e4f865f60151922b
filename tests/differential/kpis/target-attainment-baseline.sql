-- K51 with a baseline b: (actual - b) / (target - b), pace-adjusted as K51; goals without a baseline are left out.
WITH won AS (
  SELECT partner, one_currency(currency, sum(amount)) AS won, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM deals WHERE status = 'won' AND in_quarter(closed) AND amount IS NOT NULL GROUP BY partner
), due AS (
  SELECT partner, one_currency(currency, sum(target * share)) AS due, one_currency(currency, sum(baseline * share)) AS base,
    count(*) AS n, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM (SELECT *, (least("to", as_of()) - greatest("from", quarter_start())) / ("to" - "from") AS share
        FROM goals WHERE lower(metric) IN ('revenue', 'sales', 'bookings', 'closed won') AND baseline IS NOT NULL
          AND target IS NOT NULL AND "to" > "from" AND "to" > quarter_start() AND "from" < as_of())
  GROUP BY partner
)
SELECT partner, CASE WHEN w.unit IS NULL OR w.unit = d.unit
    THEN (CASE WHEN w.unit IS NULL THEN 0 ELSE won END - base) / nullif(due - base, 0) END AS value,
  n, won AS numerator, due AS denominator, 0 AS immature
FROM due d LEFT JOIN won w USING (partner)
