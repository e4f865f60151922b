-- K07, count: won / (won + lost) closed in the last 12 months, by close date; open deals excluded.
SELECT partner, won / n AS value, n, won AS numerator, n AS denominator, 0 AS immature
FROM (SELECT partner, count(*) AS n, count(*) FILTER (status = 'won') AS won
      FROM deals WHERE status IN ('won', 'lost') AND in_months(closed, 12) GROUP BY partner)
