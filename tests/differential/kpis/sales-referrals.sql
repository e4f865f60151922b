-- K57: accepted referrals of the partner, current quarter.
SELECT partner, count(*) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM leads WHERE status = 'accepted' AND in_quarter(created) GROUP BY partner
