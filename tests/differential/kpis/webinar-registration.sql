-- K56: registrants / landing visitors, 90 days.
SELECT partner, sum(registrants) / nullif(sum(visitors), 0) AS value, sum(visitors) AS n, sum(registrants) AS numerator,
  sum(visitors) AS denominator, 0 AS immature
FROM webinars WHERE registrants BETWEEN 0 AND visitors AND in_days(held, 90) GROUP BY partner
