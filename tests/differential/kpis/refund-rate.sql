-- K19, count, cohort: orders refunded (in full or in part) within 60 days / orders at least 60 days old; 90 days, order
-- date. An order is an order number, whatever its lines; where these disagree on the day, the line imported first has it.
-- Reading: a refund without a date counts.
WITH counted AS (
  SELECT partner, "order", ordered FROM orders WHERE in_days(ordered, 90)
  QUALIFY row_number() OVER (PARTITION BY partner, "order" ORDER BY seq) = 1
), seen AS (
  SELECT partner, mature(ordered, 60) AS old,
    EXISTS (SELECT 1 FROM refunds r
            WHERE r."order" = c."order" AND (r.refunded IS NULL OR r.refunded - c.ordered <= 60)) AS refunded
  FROM counted c
)
SELECT partner, count(*) FILTER (old AND refunded) / nullif(count(*) FILTER (old), 0) AS value,
  count(*) FILTER (old) AS n, count(*) FILTER (old AND refunded) AS numerator, count(*) FILTER (old) AS denominator,
  count(*) FILTER (NOT old) AS immature
FROM seen GROUP BY partner
