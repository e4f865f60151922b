-- K56: attendees / registrants, 90 days.
SELECT partner, sum(attendees) / nullif(sum(registrants), 0) AS value, sum(registrants) AS n, sum(attendees) AS numerator,
  sum(registrants) AS denominator, 0 AS immature
FROM webinars WHERE attendees BETWEEN 0 AND registrants AND in_days(held, 90) GROUP BY partner
