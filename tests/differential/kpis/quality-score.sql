-- K73: retention 30, margin 25, support load 20, brand risk 25, each 0-100 between fail and target, weights shared by what
-- was measured on its own minimum sample (20 customers, 5 deals, 100 orders, 1 asset), from 60 of 100 on. Reading: support load is the partner's tickets per 1,000 orders over everybody's,
-- tickets that name an order; an order counts on the day of its first line.
WITH active AS (
  SELECT partner, coalesce(ended >= months_ago(12) AND ended < as_of(), false) AS left_us FROM customers
  WHERE started < months_ago(12) AND (ended IS NULL OR ended >= months_ago(12))
), retention AS (
  SELECT partner, count(*) AS n, (count(*) FILTER (NOT left_us) / count(*) - 0.8) / 0.2 AS part FROM active GROUP BY partner
), margin AS (
  SELECT partner, count(*) AS n, (one_currency(currency, (sum(amount) - sum(cost)) / nullif(sum(amount), 0)) - 0.25) / 0.1 AS part
  FROM deals WHERE status = 'won' AND in_months(closed, 12) AND amount IS NOT NULL AND cost IS NOT NULL GROUP BY partner
), first_lines AS (
  SELECT "order", min(ordered) AS ordered FROM orders WHERE "order" IS NOT NULL AND ordered < as_of() GROUP BY "order"
), everybody AS (
  SELECT (SELECT count(*) FROM tickets WHERE "order" IS NOT NULL AND in_days(opened, 90))
    / nullif((SELECT count(*) FROM first_lines WHERE in_days(ordered, 90)), 0) AS rate
), exposure AS (
  SELECT partner, count(DISTINCT "order") AS orders FROM orders WHERE in_days(ordered, 90) GROUP BY partner
), events AS (
  SELECT partner, count(*) AS tickets FROM tickets t WHERE in_days(opened, 90)
    AND ("order" IS NOT NULL OR NOT EXISTS (SELECT 1 FROM tickets o WHERE o.partner = t.partner AND o."order" IS NOT NULL))
  GROUP BY partner
), support AS (
  SELECT partner, orders AS n, (1.5 - coalesce(tickets, 0) / nullif(orders, 0) / nullif(rate, 0)) / 0.5 AS part
  FROM exposure LEFT JOIN events USING (partner), everybody
), assets AS (
  SELECT partner, count(DISTINCT asset) AS n FROM audits WHERE in_days(audited, 90) GROUP BY partner
), points AS (
  SELECT partner, sum(coalesce(severity, 1)) AS points FROM violations
  WHERE confirmed AND in_days(occurred, 90) GROUP BY partner
), brand AS (
  SELECT partner, n, (9 - 100.0 * coalesce(points, 0) / nullif(n, 0)) / 9 AS part FROM assets LEFT JOIN points USING (partner)
), parts AS (
  SELECT partner, 30 AS weight, 20 AS least_n, n, part FROM retention
  UNION ALL SELECT partner, 25, 5, n, part FROM margin
  UNION ALL SELECT partner, 20, 100, n, part FROM support
  UNION ALL SELECT partner, 25, 1, n, part FROM brand
), held AS (
  SELECT partner, weight, n, 100 * least(1, greatest(0, part)) AS score FROM parts WHERE part IS NOT NULL AND n >= least_n
)
SELECT partner, CASE WHEN sum(weight) >= 60 THEN sum(weight * score) / sum(weight) END AS value, min(n) AS n,
  NULL AS numerator, NULL AS denominator, 0 AS immature
FROM held GROUP BY partner
