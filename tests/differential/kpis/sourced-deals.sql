-- K58: opportunities sourced by the partner, current quarter, created date.
SELECT partner, count(*) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM sourced_deals WHERE in_quarter(created) GROUP BY partner
