-- K66, NPS: score of the partner's answers of the last 12 months less that of answers without a partner, whose customer
-- has none either. Matched: the latter weigh so that the segments of their customers are mixed as the partner's.
WITH answers AS (
  SELECT s.partner, coalesce(c.segment, '') AS segment, CASE WHEN s.score >= 9 THEN 100.0 WHEN s.score <= 6 THEN -100.0 ELSE 0.0 END AS points
  FROM surveys s LEFT JOIN customers c ON c.customer = s.customer
  WHERE s.kind = 'nps' AND in_months(s.answered, 12) AND s.score BETWEEN 0 AND 10
    AND (s.partner IS NOT NULL OR c.partner IS NULL)
), direct AS (
  SELECT segment, avg(points) AS score, count(*) AS answers FROM answers WHERE partner IS NULL GROUP BY segment
), own AS (
  SELECT partner, segment, sum(points) AS points, count(*) AS answers FROM answers WHERE partner IS NOT NULL GROUP BY ALL
), matched AS (
  SELECT partner, sum(own.points) / sum(own.answers) AS ours, sum(own.answers * score) / sum(own.answers) AS theirs,
    sum(own.answers) AS our_answers, sum(direct.answers) AS their_answers
  FROM own JOIN direct USING (segment) GROUP BY partner
)
SELECT partner, ours - theirs AS value, least(our_answers, their_answers) AS n, ours AS numerator, theirs AS denominator,
  0 AS immature
FROM matched
