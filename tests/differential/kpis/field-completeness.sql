-- K77: required fields filled / required fields on the partner's records, each at its latest check, as of the day.
SELECT partner, count(*) FILTER (filled) / count(*) AS value, count(*) AS n, count(*) FILTER (filled) AS numerator,
  count(*) AS denominator, 0 AS immature
FROM field_checks WHERE filled IS NOT NULL GROUP BY partner
