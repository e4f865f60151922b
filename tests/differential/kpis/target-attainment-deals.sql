-- K51 of sourced deals: opportunities sourced (K58) since the goal for them began / the part of its target that falls on
-- the days gone by. The target is a plain number: no currency of its row and no rate changes it. The goal as in K51.
WITH chosen AS (
  SELECT * FROM goals WHERE lower(metric) IN
      ('deals', 'sourced deals', 'opportunities', 'sourced opportunities', 'number of deals', 'deal count')
    AND "from" < as_of() AND "to" >= as_of() AND partner IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY partner ORDER BY "from" DESC, "to", seq) = 1
), told AS (
  SELECT g.partner, g.target / units_of(g.currency) * (as_of() - g."from") / (g."to" - g."from") AS due,
    (SELECT count(*) FROM sourced_deals d WHERE d.partner = g.partner AND d.created >= g."from" AND d.created < as_of())
      AS got
  FROM chosen g
)
SELECT partner, got / nullif(due, 0) AS value, 1 AS n, got AS numerator, due AS denominator, 0 AS immature FROM told
