-- K12a: all sales, marketing and partner cost of the company / all its new customers, current quarter, the same for every
-- partner. A customer is new with its first won deal, with a partner or without. Reading: not blended where no cost of
-- sales or marketing was booked. n is the new customers.
WITH firsts AS (
  SELECT * FROM deals WHERE status = 'won' AND customer IS NOT NULL AND closed IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY customer ORDER BY closed, partner NULLS FIRST, seq) = 1
), gained AS (
  SELECT count(*) AS customers FROM firsts WHERE in_quarter(closed)
), spent AS (
  SELECT one_currency(currency, sum(amount)) AS cost, count(*) FILTER (kind IN ('sales', 'marketing')) AS own
  FROM costs WHERE in_quarter(spent)
)
SELECT p.partner, CASE WHEN own > 0 THEN cost / nullif(customers, 0) END AS value, customers AS n,
  cost AS numerator, nullif(customers, 0) AS denominator, 0 AS immature
FROM (SELECT DISTINCT partner FROM partner_names) p, gained, spent
