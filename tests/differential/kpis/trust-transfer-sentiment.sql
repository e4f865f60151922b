-- K66, sentiment: positive less negative over all texts of the last 12 months that name the partner, less the same of
-- texts that name none, these weighted so that their channels are mixed as the partner's.
WITH said AS (
  SELECT partner, channel, CASE sentiment WHEN 'positive' THEN 1.0 WHEN 'negative' THEN -1.0 ELSE 0.0 END AS points
  FROM texts WHERE in_months(published, 12) AND sentiment IS NOT NULL
), direct AS (
  SELECT channel, avg(points) AS balance, count(*) AS texts FROM said WHERE partner IS NULL GROUP BY channel
), own AS (
  SELECT partner, channel, sum(points) AS points, count(*) AS texts FROM said WHERE partner IS NOT NULL GROUP BY ALL
), matched AS (
  SELECT partner, sum(own.points) / sum(own.texts) AS ours, sum(own.texts * balance) / sum(own.texts) AS theirs,
    sum(own.texts) AS our_texts, sum(direct.texts) AS their_texts
  FROM own JOIN direct USING (channel) GROUP BY partner
)
SELECT partner, ours - theirs AS value, least(our_texts, their_texts) AS n, ours AS numerator, theirs AS denominator,
  0 AS immature
FROM matched
