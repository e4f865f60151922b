-- K08: open qualified pipeline with expected close in the current quarter / (target - won to date). A deal is open that
-- is not decided, or decided on the as-of day or later.
WITH pipeline AS (
  SELECT partner, one_currency(currency, sum(amount)) AS open, count(*) AS n, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM deals
  WHERE (coalesce(status NOT IN ('won', 'lost'), true) OR closed >= as_of()) AND qualified < as_of()
    AND expected_close >= quarter_start() AND expected_close < quarter_end() AND amount IS NOT NULL
  GROUP BY partner
), won AS (
  SELECT partner, one_currency(currency, sum(amount)) AS won, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM deals WHERE status = 'won' AND in_quarter(closed) AND amount IS NOT NULL GROUP BY partner
), due AS (
  SELECT partner, one_currency(currency, sum(part)) AS due, any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM (SELECT partner, currency, target * (least("to", quarter_end()) - greatest("from", quarter_start())) / ("to" - "from") AS part
        FROM goals WHERE lower(metric) IN ('revenue', 'sales', 'bookings', 'closed won')
          AND "to" > "from" AND "to" > quarter_start() AND "from" < quarter_end())
  GROUP BY partner
)
SELECT partner,
  CASE WHEN p.unit = d.unit AND (w.unit IS NULL OR w.unit = d.unit)
    THEN open / nullif(greatest(due - CASE WHEN w.unit IS NULL THEN 0 ELSE won END, 0), 0) END AS value,
  coalesce(p.n, 0) AS n, open AS numerator,
  greatest(due - CASE WHEN w.unit IS NULL THEN 0 ELSE won END, 0) AS denominator, 0 AS immature
FROM pipeline p FULL JOIN due d USING (partner) LEFT JOIN won w USING (partner)
