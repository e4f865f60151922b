-- K54: mean of the partner's own answers as a part of 5, 180 days.
SELECT partner, avg(score / 5) AS value, count(*) AS n, sum(score / 5) AS numerator, count(*) AS denominator, 0 AS immature
FROM surveys WHERE kind = 'partner' AND in_days(answered, 180) AND score BETWEEN 1 AND 5 GROUP BY partner
