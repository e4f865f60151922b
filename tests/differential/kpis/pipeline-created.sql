-- K03: amount of opportunities created in the current quarter with this partner as source that reached the first
-- qualified stage.
SELECT partner, one_currency(currency, sum(amount)) AS value, count(*) AS n, sum(amount) AS numerator,
  NULL AS denominator, 0 AS immature
FROM sourced_deals WHERE in_quarter(created) AND qualified < as_of() AND amount IS NOT NULL GROUP BY partner
