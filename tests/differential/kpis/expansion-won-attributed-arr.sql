-- K49n: attributed ARR: share of the amount by the W-shaped weights, closed in the current quarter, expansion business.
SELECT c.partner, one_currency(d.currency, sum(c.credit)) AS value, count(*) AS n, sum(c.credit) AS numerator,
  NULL AS denominator, 0 AS immature
FROM credits c JOIN deals d USING (deal)
WHERE c.step = 'won' AND c.what = 'amount' AND in_quarter(d.closed) AND type = 'expansion' GROUP BY c.partner
