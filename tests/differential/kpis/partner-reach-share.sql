-- K45, share: reach on partner-owned channels / reach on all channels of which the owner is known.
WITH reached AS (
  SELECT partner, partner_owned, reach * coalesce(dedupe, 1) AS people FROM campaigns
  WHERE partner_owned IS NOT NULL AND reach IS NOT NULL AND coalesce(dedupe, 1) BETWEEN 0 AND 1 AND in_days("day", 90)
)
SELECT partner, coalesce(sum(people) FILTER (partner_owned), 0) / nullif(sum(people), 0) AS value, count(*) AS n,
  coalesce(sum(people) FILTER (partner_owned), 0) AS numerator, sum(people) AS denominator, 0 AS immature
FROM reached GROUP BY partner
