-- K56: engaged (poll, question, half watched) / attendees, 90 days.
SELECT partner, sum(engaged) / nullif(sum(attendees), 0) AS value, sum(attendees) AS n, sum(engaged) AS numerator,
  sum(attendees) AS denominator, 0 AS immature
FROM webinars WHERE engaged BETWEEN 0 AND attendees AND in_days(held, 90) GROUP BY partner
