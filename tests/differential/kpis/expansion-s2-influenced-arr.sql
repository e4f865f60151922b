-- K49j: influenced ARR: whole amount of distinct deals touched, qualified in the current quarter, expansion business.
SELECT p.party AS partner, one_currency(d.currency, sum(d.amount)) AS value, count(*) AS n, sum(d.amount) AS numerator, NULL AS denominator, 0 AS immature
FROM (SELECT DISTINCT deal, party FROM path_touches WHERE step = 's2' AND party >= 0) p JOIN deals d USING (deal)
WHERE in_quarter(d.qualified) AND type = 'expansion' AND d.amount IS NOT NULL GROUP BY p.party
