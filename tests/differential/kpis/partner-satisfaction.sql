-- K54: top-2-box (4-5 of 5) of the partner's own answers, 180 days.
SELECT partner, count(*) FILTER (score >= 4) / count(*) AS value, count(*) AS n,
  count(*) FILTER (score >= 4) AS numerator, count(*) AS denominator, 0 AS immature
FROM surveys WHERE kind = 'partner' AND in_days(answered, 180) AND score BETWEEN 1 AND 5 GROUP BY partner
