-- K07, value: amounts won / amounts (won + lost) closed in the last 12 months.
SELECT partner, one_currency(currency, coalesce(sum(amount) FILTER (status = 'won'), 0) / nullif(sum(amount), 0)) AS value,
  count(*) AS n, coalesce(sum(amount) FILTER (status = 'won'), 0) AS numerator, sum(amount) AS denominator, 0 AS immature
FROM deals WHERE status IN ('won', 'lost') AND in_months(closed, 12) AND amount IS NOT NULL GROUP BY partner
