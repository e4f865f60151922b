-- K38: days since the last two-way interaction. Reading: a two-way touch, a message of ours that was answered (on the
-- day of the answer; it may lack a direction), or a meeting that was held and no demo; n is how many there are.
SELECT partner, as_of() - max(d) AS value, count(*) AS n, NULL AS numerator, NULL AS denominator, 0 AS immature
FROM (SELECT partner, "at"::DATE AS d FROM touches WHERE direction = 'two-way'
      UNION ALL SELECT partner, replied::DATE FROM touches
                WHERE (direction = 'outbound' OR direction IS NULL) AND replied::DATE < as_of()
      UNION ALL SELECT partner, scheduled::DATE FROM meetings WHERE coalesce(kind, '') <> 'demo' AND outcome = 'held')
GROUP BY partner
