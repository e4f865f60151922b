-- K32, second figure: approvals decided in the last 90 days that needed no rework / those of which that is known.
SELECT partner, count(*) FILTER (first_pass) / count(*) AS value, count(*) AS n,
  count(*) FILTER (first_pass) AS numerator, count(*) AS denominator, 0 AS immature
FROM milestones WHERE kind = 'approval' AND first_pass IS NOT NULL AND in_days(done, 90) GROUP BY partner
