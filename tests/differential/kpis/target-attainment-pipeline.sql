-- K51 of pipeline: pipeline created (K03) since the goal for it began / the part of its target that falls on the days gone
-- by. The goal that runs on the last day before the as-of day, of several the one that began last, then that ends first.
WITH chosen AS (
  SELECT * FROM goals WHERE lower(metric) IN ('pipeline', 'pipeline created', 'sourced pipeline')
    AND "from" < as_of() AND "to" >= as_of() AND partner IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY partner ORDER BY "from" DESC, "to", seq) = 1
), made AS (
  SELECT d.partner, one_currency(d.currency, sum(d.amount)) AS made,
    any_value(coalesce(upper(d.currency), getvariable('currency'))) AS unit
  FROM sourced_deals d JOIN chosen g ON g.partner = d.partner
  WHERE d.created >= g."from" AND d.created < as_of() AND d.qualified < as_of() AND d.amount IS NOT NULL
  GROUP BY d.partner
), due AS (
  SELECT partner, target * (as_of() - "from") / ("to" - "from") AS due,
    coalesce(upper(currency), getvariable('currency')) AS unit
  FROM chosen
), told AS (
  SELECT d.*, m.unit IS NULL OR m.unit = d.unit AS fits, CASE WHEN m.unit IS NULL THEN 0 ELSE m.made END AS got
  FROM due d LEFT JOIN made m ON m.partner = d.partner
)
SELECT partner, CASE WHEN fits THEN got / nullif(due, 0) END AS value, 1 AS n, got AS numerator, due AS denominator,
  0 AS immature
FROM told
