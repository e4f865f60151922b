-- K28: 100 x (promoters 9-10 - detractors 0-6) / respondents, 180 days; customers' answers.
SELECT partner, 100.0 * (count(*) FILTER (score >= 9) - count(*) FILTER (score <= 6)) / count(*) AS value, count(*) AS n,
  count(*) FILTER (score >= 9) - count(*) FILTER (score <= 6) AS numerator, count(*) AS denominator, 0 AS immature
FROM surveys WHERE kind = 'nps' AND in_days(answered, 180) AND score BETWEEN 0 AND 10 GROUP BY partner
