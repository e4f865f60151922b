-- K32: median business hours submitted -> final decision, decided in the last 90 days. One that was decided before it was
-- submitted has no duration.
SELECT partner, median(business_minutes_between(started, done) / 60) AS value, count(*) AS n,
  NULL AS numerator, NULL AS denominator, 0 AS immature
FROM milestones WHERE kind = 'approval' AND in_days(done, 90) AND done >= started GROUP BY partner
