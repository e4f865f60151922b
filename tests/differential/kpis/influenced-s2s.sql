-- K49c: influenced conversions: distinct deals touched, qualified in the current quarter, new business.
SELECT p.party AS partner, nullif(count(*), 0) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM (SELECT DISTINCT deal, party FROM path_touches WHERE step = 's2' AND party >= 0) p JOIN deals d USING (deal)
WHERE in_quarter(d.qualified) AND coalesce(type NOT IN ('expansion', 'renewal'), true) GROUP BY p.party
