-- K70: audited pages with the required disclosure / audited pages, 90 days. A page is taken as it was last checked: every
-- disclosure check of that day passed. Checks that name no page are of no page that could be counted.
WITH checks AS (
  SELECT partner, asset, audited, passed FROM audits
  WHERE kind = 'disclosure' AND passed IS NOT NULL AND asset IS NOT NULL
), last AS (
  SELECT partner, asset, audited, bool_and(passed) AS good FROM checks
  GROUP BY partner, asset, audited
  QUALIFY row_number() OVER (PARTITION BY partner, asset ORDER BY audited DESC) = 1
)
SELECT partner, count(*) FILTER (good) / count(*) AS value, count(*) AS n,
  count(*) FILTER (good) AS numerator, count(*) AS denominator, 0 AS immature
FROM last WHERE in_days(audited, 90) GROUP BY partner
