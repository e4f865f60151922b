-- K51 of leads: leads that came in since the goal for them began / the part of its target that falls on the days gone by.
-- The target is a plain number: no currency of its row and no rate changes it. The goal is chosen as in K51.
WITH chosen AS (
  SELECT * FROM goals WHERE lower(metric) IN ('leads', 'lead', 'new leads', 'number of leads', 'lead count')
    AND "from" < as_of() AND "to" >= as_of() AND partner IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY partner ORDER BY "from" DESC, "to", seq) = 1
), told AS (
  SELECT g.partner, g.target / units_of(g.currency) * (as_of() - g."from") / (g."to" - g."from") AS due,
    (SELECT count(*) FROM leads l WHERE l.partner = g.partner AND l.created::DATE >= g."from"
      AND l.created::DATE < as_of()) AS got
  FROM chosen g
)
SELECT partner, got / nullif(due, 0) AS value, 1 AS n, got AS numerator, due AS denominator, 0 AS immature FROM told
