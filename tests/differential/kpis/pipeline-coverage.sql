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
), goal AS (
  SELECT partner, currency, target, "to" - "from" AS length,
    least("to", quarter_end()) - greatest("from", quarter_start()) AS days,
    CASE WHEN "to" - "from" <= 31 THEN 1 WHEN "to" - "from" <= 92 THEN 3 WHEN "to" - "from" <= 184 THEN 6
      WHEN "to" - "from" <= 366 THEN 12 WHEN "to" - "from" <= 1096 THEN 36 ELSE 999 END AS months
  FROM goals WHERE lower(metric) IN ('revenue', 'sales', 'bookings', 'closed won')
    AND "to" > "from" AND "to" > quarter_start() AND "from" < quarter_end()
), size AS (
  -- One length for each partner: the first that covers the quarter exactly, the quarter's own before all; else the shortest.
  SELECT partner, arg_min(months, CASE WHEN days <> quarter_end() - quarter_start() THEN 1000 + months
    WHEN months = 3 THEN 0 ELSE months END) AS months
  FROM (SELECT partner, months, sum(days) AS days FROM goal GROUP BY ALL)
  GROUP BY partner
), due AS (
  SELECT partner, one_currency(currency, sum(target * days / length)) AS due,
    any_value(coalesce(upper(currency), getvariable('currency'))) AS unit
  FROM goal JOIN size USING (partner, months)
  GROUP BY partner
)
SELECT partner,
  CASE WHEN p.unit = d.unit AND (w.unit IS NULL OR w.unit = d.unit)
    THEN open / nullif(greatest(due - CASE WHEN w.unit IS NULL THEN 0 ELSE won END, 0), 0) END AS value,
  coalesce(p.n, 0) AS n, open AS numerator,
  greatest(due - CASE WHEN w.unit IS NULL THEN 0 ELSE won END, 0) AS denominator, 0 AS immature
FROM pipeline p FULL JOIN due d USING (partner) LEFT JOIN won w USING (partner)
