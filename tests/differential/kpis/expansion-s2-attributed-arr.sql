-- K49k: attributed ARR: share of the amount by the W-shaped weights, qualified in the current quarter, expansion business.
SELECT c.partner, one_currency(d.currency, sum(c.credit)) AS value, count(*) AS n, sum(c.credit) AS numerator,
  NULL AS denominator, 0 AS immature
FROM credits c JOIN deals d USING (deal)
WHERE c.step = 's2' AND c.what = 'amount' AND in_quarter(d.qualified) AND type = 'expansion' GROUP BY c.partner
