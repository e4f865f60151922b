-- K29: answers 4-5 of 5 / all answers, 90 days.
SELECT partner, count(*) FILTER (score >= 4) / count(*) AS value, count(*) AS n,
  count(*) FILTER (score >= 4) AS numerator, count(*) AS denominator, 0 AS immature
FROM surveys WHERE kind = 'csat' AND in_days(answered, 90) AND score BETWEEN 1 AND 5 GROUP BY partner
