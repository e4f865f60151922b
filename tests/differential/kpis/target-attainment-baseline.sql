-- K51 with a baseline b: (actual - b) / (target - b), pace-adjusted as K51; goals without a baseline are passed over.
WITH chosen AS (
  SELECT * FROM goals WHERE lower(metric) IN ('revenue', 'sales', 'bookings', 'closed won')
    AND "from" < as_of() AND "to" >= as_of() AND partner IS NOT NULL AND baseline IS NOT NULL
    AND target IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY partner ORDER BY "from" DESC, "to", seq) = 1
), revenue AS (
  SELECT partner, closed AS day, amount, currency FROM deals WHERE status = 'won'
  UNION ALL
  SELECT partner, ordered, amount, currency FROM orders o
  WHERE NOT EXISTS (SELECT 1 FROM latest_deals d WHERE d.partner = o.partner)
), won AS (
  SELECT r.partner, one_currency(r.currency, sum(r.amount)) AS won,
    any_value(coalesce(upper(r.currency), getvariable('currency'))) AS unit
  FROM revenue r JOIN chosen g ON g.partner = r.partner
  WHERE r.day >= g."from" AND r.day < as_of() AND r.amount IS NOT NULL GROUP BY r.partner
), due AS (
  SELECT partner, target * (as_of() - "from") / ("to" - "from") AS due,
    baseline * (as_of() - "from") / ("to" - "from") AS base, coalesce(upper(currency), getvariable('currency')) AS unit
  FROM chosen
), told AS (
  SELECT d.*, w.unit IS NULL OR w.unit = d.unit AS fits, CASE WHEN w.unit IS NULL THEN 0 ELSE w.won END AS got
  FROM due d LEFT JOIN won w ON w.partner = d.partner
)
SELECT partner, CASE WHEN fits THEN (got - base) / nullif(due - base, 0) END AS value, 1 AS n, got - base AS numerator,
  due - base AS denominator, 0 AS immature
FROM told
