-- K61: conversations linked to an opportunity within 180 d / mature conversations, 12 months. Linked on the stated day,
-- else on the day the opportunity was created, be that after the as-of day, when it was none yet; where neither is known,
-- it cannot be told.
WITH linked AS (
  SELECT c.partner, c.held, coalesce(c.linked, d.created) AS linked, c.deal FROM conversations c
  LEFT JOIN latest_deals d ON d.deal = c.deal AND d.test IS NOT TRUE WHERE in_months(c.held, 12)
), told AS (
  SELECT partner, mature(held, 180) AS old, coalesce(linked - held BETWEEN 0 AND 180 AND linked < as_of(), false) AS hit
  FROM linked WHERE deal IS NULL OR linked IS NOT NULL
)
SELECT partner, count(*) FILTER (old AND hit) / nullif(count(*) FILTER (old), 0) AS value, count(*) FILTER (old) AS n,
  count(*) FILTER (old AND hit) AS numerator, count(*) FILTER (old) AS denominator, count(*) FILTER (NOT old) AS immature
FROM told GROUP BY partner
