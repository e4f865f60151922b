-- K66: win rate of the partner's deals less that of deals without a partner, closed in the last 12 months. Matched: the
-- deals without a partner weigh so that their segments are mixed as the partner's; segments with one side only are out.
WITH closed_deals AS (
  SELECT partner, coalesce(segment, '') AS segment, CASE WHEN status = 'won' THEN 1 ELSE 0 END AS won FROM deals
  WHERE status IN ('won', 'lost') AND in_months(closed, 12)
), direct AS (
  SELECT segment, avg(won) AS rate, count(*) AS deals FROM closed_deals WHERE partner IS NULL GROUP BY segment
), own AS (
  SELECT partner, segment, sum(won) AS won, count(*) AS deals FROM closed_deals WHERE partner IS NOT NULL GROUP BY ALL
), matched AS (
  SELECT partner, sum(own.won) / sum(own.deals) AS ours, sum(own.deals * rate) / sum(own.deals) AS theirs,
    sum(own.deals) AS our_deals, sum(direct.deals) AS their_deals
  FROM own JOIN direct USING (segment) GROUP BY partner
)
SELECT partner, ours - theirs AS value, least(our_deals, their_deals) AS n, ours AS numerator, theirs AS denominator,
  0 AS immature
FROM matched
