import { matchOf } from '../kpi/build';
import { moneyDate } from '../kpi/eligibility';
import type { AgainstDirect } from '../kpi/expression';
import { tableOf } from '../kpi/kinds';
import { byPartner, type Measured, measuredList } from './measure';
import { MEDIAN } from './median';
import { Reading } from './reading';
import { COUNTED, scan } from './scan';
import type { Measuring, Statement } from './statement';
import { asDouble } from './text';
import { writeValue } from './values';

/** The partner's rows against those without a partner, these weighted to its mix (engine/against-direct.ts). */
export function againstDirect(
  name: string,
  formula: AgainstDirect,
  measuring: Measuring,
  statement: Statement,
): string {
  const { rows, value, missing } = formula;
  const scanned = scan(`${name}_rows`, { rows, values: [value], missing }, measuring, statement);
  // Rows that name no segment are a segment of their own.
  const table = tableOf(rows.table);
  const reading = new Reading(statement, table, measuring.window, rows.date ?? moneyDate(table));
  const match = writeValue(matchOf(formula), reading);
  const segments = statement.with(
    `${name}_segments`,
    `SELECT x.partner, ${asDouble('x.v1')} AS v1, coalesce(${match}, '') AS segment
${reading.from}
JOIN ${scanned.name} x ON x._row = r._row
WHERE x.outcome = ${COUNTED}`,
  );
  const own = byPartner(`${name}_own`, scanned, { middle: MEDIAN }, () => ({ value: 'a.middle' }), statement);
  const mix = statement.with(
    `${name}_mix`,
    `SELECT s.partner, s.segment, count(*) AS many\nFROM ${segments} s\nWHERE s.partner IS NOT NULL\nGROUP BY s.partner, s.segment`,
  );
  const weighted = statement.with(
    `${name}_weighted`,
    `SELECT m.partner, d.v1, ${asDouble('m.many')} / d.many AS weight
FROM ${mix} m
JOIN (
  SELECT s.segment, s.v1, count(*) OVER (PARTITION BY s.segment) AS many
  FROM ${segments} s
  WHERE s.partner IS NULL
) d ON d.segment = m.segment`,
  );
  if (formula.compare) {
    // A share is the mean of ones and noughts.
    const matched = statement.with(
      `${name}_matched`,
      `SELECT s.partner, avg(s.v1) AS mean, count(*) AS many
FROM ${segments} s
WHERE s.partner IS NOT NULL AND s.segment IN (SELECT x.segment FROM ${segments} x WHERE x.partner IS NULL)
GROUP BY s.partner`,
    );
    const theirs = statement.with(
      `${name}_theirs`,
      `SELECT w.partner, sum(w.weight * w.v1) / sum(w.weight) AS mean, count(*) AS many\nFROM ${weighted} w\nGROUP BY w.partner`,
    );
    const measured: Measured = {
      value: 'm.mean - d.mean',
      n: 'CASE WHEN d.many IS NULL THEN 0 WHEN d.many < m.many THEN d.many ELSE m.many END',
      numerator: 'm.mean',
      denominator: 'd.mean',
      immature: 'a.immature',
      currency: 'a.currency',
      failed: 'a.failed OR (a.n > 0 AND d.many IS NULL)',
    };
    return statement.with(
      name,
      `SELECT a.partner,\n  ${measuredList(measured)}\nFROM ${own} a\nLEFT JOIN ${matched} m ON m.partner = a.partner\nLEFT JOIN ${theirs} d ON d.partner = a.partner`,
    );
  }
  const shares = statement.with(
    `${name}_shares`,
    `SELECT w.partner, w.v1,
  sum(w.weight) OVER (PARTITION BY w.partner ORDER BY w.v1) / sum(w.weight) OVER (PARTITION BY w.partner) AS up_to
FROM ${weighted} w`,
  );
  const middle = statement.with(
    `${name}_middle`,
    `SELECT s.partner, count(*) AS many, min(CASE WHEN s.up_to >= 0.5 - 1e-12 THEN s.v1 END) AS first_value,
  min(CASE WHEN s.up_to >= 0.5 - 1e-12 THEN s.up_to END) AS first_share
FROM ${shares} s
GROUP BY s.partner`,
  );
  // As for an even number of plain values: where exactly half lie at or below one, the mean of it and the next.
  const direct = statement.with(
    `${name}_direct`,
    `SELECT m.partner, m.many,
  CASE WHEN abs(m.first_share - 0.5) < 1e-12 AND f.following IS NOT NULL
    THEN (m.first_value + f.following) / 2 ELSE m.first_value END AS middle
FROM ${middle} m
LEFT JOIN (
  SELECT n.partner, min(s.v1) AS following
  FROM ${middle} n
  JOIN ${shares} s ON s.partner = n.partner AND s.v1 > n.first_value
  GROUP BY n.partner
) f ON f.partner = m.partner`,
  );
  const measured: Measured = {
    value: 'CASE WHEN d.middle > 0 THEN a.value / d.middle END',
    // Both sides must be large enough.
    n: 'CASE WHEN d.many IS NULL THEN 0 WHEN d.many < a.n THEN d.many ELSE a.n END',
    numerator: 'CASE WHEN d.many IS NOT NULL THEN a.value END',
    denominator: 'd.middle',
    immature: 'a.immature',
    currency: 'a.currency',
    failed: 'a.failed OR (a.n > 0 AND d.many IS NULL)',
  };
  return statement.with(
    name,
    `SELECT a.partner,\n  ${measuredList(measured)}\nFROM ${own} a\nLEFT JOIN ${direct} d ON d.partner = a.partner`,
  );
}
