-- K36b: median business hours from our message to the partner's reply, 90 days. No reply in 5 days is a miss: longer than
-- the business hours of those 5 days (Kaplan-Meier). Messages younger than that without a reply are immature; a reply from
-- before the message has no duration.
WITH seen AS (
  SELECT partner, NOT answered AS open, NOT answered AND deadline > as_of()::TIMESTAMPTZ AS young, answered OR deadline <= as_of()::TIMESTAMPTZ AS counts,
    business_minutes_between("at", CASE WHEN answered THEN replied ELSE deadline END) / 60 AS t
  FROM (SELECT partner, "at", replied, to_timestamp(epoch("at") + 5 * 86400) AS deadline,
          coalesce(replied::DATE < as_of() AND minutes_between("at", replied) <= 7200, false) AS answered
        FROM touches WHERE direction = 'outbound' AND in_days("at", 90) AND (replied IS NULL OR replied >= "at"))
), steps AS (
  SELECT partner, t, count(*) FILTER (NOT open) AS events,
    sum(count(*)) OVER (PARTITION BY partner ORDER BY t DESC) AS at_risk
  FROM seen WHERE counts GROUP BY partner, t
), curve AS (
  SELECT partner, t, product(1 - events / at_risk) OVER (PARTITION BY partner ORDER BY t) AS s
  FROM steps WHERE events > 0
), median_of AS (
  -- The first time at which half are done, and the middle of it and the next where it is exactly half.
  SELECT partner, min(t) FILTER (s <= 0.5 + 1e-12) AS t, bool_or(abs(s - 0.5) < 1e-12) AS exact,
    min(t) FILTER (s < 0.5 - 1e-12) AS next
  FROM curve GROUP BY partner
), whole AS (
  SELECT partner, count(*) FILTER (counts) AS n, count(*) FILTER (counts AND open) AS open,
    median(t) FILTER (counts) AS so_far, count(*) FILTER (young) AS immature
  FROM seen GROUP BY partner
)
SELECT partner, CASE WHEN open = 0 OR t IS NULL THEN so_far WHEN exact THEN (t + coalesce(next, t)) / 2 ELSE t END AS value,
  n, NULL AS numerator, NULL AS denominator, immature
FROM whole LEFT JOIN median_of USING (partner)
