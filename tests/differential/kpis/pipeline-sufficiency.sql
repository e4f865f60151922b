-- K08 over its required value, which is 1 / K07: coverage x win rate. n is the open deals.
SELECT partner, c.value * w.value AS value, c.n AS n, c.value AS numerator, 1 / nullif(w.value, 0) AS denominator, 0 AS immature
FROM kpi_pipeline_coverage c LEFT JOIN kpi_win_rate w USING (partner)
