-- K02, share: net revenue / gross revenue, of the queries of K02 and K01.
SELECT partner, n.value / nullif(g.value, 0) AS value, g.n AS n, n.value AS numerator, g.value AS denominator, 0 AS immature
FROM kpi_partner_sourced_revenue g LEFT JOIN kpi_net_revenue n USING (partner)
