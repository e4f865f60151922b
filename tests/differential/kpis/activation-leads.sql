-- K59: leads from partner activations (events, content), current quarter.
SELECT partner, count(*) AS value, count(*) AS n, count(*) AS numerator, NULL AS denominator, 0 AS immature
FROM leads
WHERE in_quarter(created) AND lower(origin) IN ('event', 'events', 'webinar', 'workshop', 'conference', 'trade show',
  'tradeshow', 'content', 'co-marketing', 'podcast', 'newsletter', 'community', 'activation', 'partner activation')
GROUP BY partner
