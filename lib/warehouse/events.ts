/** Formulas over events of several tables, and how evenly rows spread. */
import { daysAgo } from '../kpi/engine/relations';
import type { Active, DaysSince, Evenness } from '../kpi/expression';
import { tableOf } from '../kpi/kinds';
import { byPartner, type Measured, measuredList, NULL_NUMBER, NULL_TEXT, ofCounted } from './measure';
import { COUNTED, scan } from './scan';
import type { Writer } from './statement';
import { count } from './totals';

export const evenness: Writer<Evenness> = (name, { rows, of }, measuring, statement) => {
  const label = tableOf(rows.table).columns[of]?.label.toLowerCase() ?? of;
  const wanted = { rows, values: [{ op: 'column', column: of } as const], missing: `no ${label}` };
  const scanned = scan(`${name}_rows`, wanted, measuring, statement);
  const kinds = statement.with(
    `${name}_kinds`,
    `SELECT x.partner, x.v1, count(*) AS many\nFROM ${scanned.name} x\nWHERE x.outcome = ${COUNTED}\nGROUP BY x.partner, x.v1`,
  );
  const spread = statement.with(
    `${name}_spread`,
    `SELECT k.partner, count(*) AS kinds,\n  ln(sum(k.many)) - sum(k.many * ln(k.many)) / sum(k.many) AS entropy\nFROM ${kinds} k\nGROUP BY k.partner`,
  );
  const counts = byPartner(`${name}_counts`, scanned, {}, () => ({}), statement);
  const some = 's.kinds > 1';
  const measured: Measured = {
    value: `CASE WHEN ${some} THEN s.entropy / ln(s.kinds) END`,
    n: 'c.n',
    numerator: `CASE WHEN ${some} THEN s.entropy WHEN s.kinds = 1 THEN 0 END`,
    denominator: 'ln(s.kinds)',
    immature: 'c.immature',
    currency: NULL_TEXT,
    failed: 'coalesce(s.kinds = 1, FALSE)',
  };
  return statement.with(
    name,
    `SELECT c.partner,\n  ${measuredList(measured)}\nFROM ${counts} c\nLEFT JOIN ${spread} s ON s.partner = c.partner`,
  );
};

export const active: Writer<Active> = (name, { events }, measuring, statement) => {
  const parts = events.map((rows, k) =>
    count(`${name}_${k + 1}`, { kind: 'count', rows }, measuring, statement),
  );
  // Whether anything of the partner was ever imported.
  const known = events
    .map(
      ({ table }) => `EXISTS (SELECT 1 FROM ${statement.rowsOf(tableOf(table))} r WHERE r._partner = p.id)`,
    )
    .join('\n    OR ');
  const any = parts.map((_, k) => `e${k + 1}.n > 0`).join(' OR ');
  const seen = statement.with(
    `${name}_known`,
    `SELECT p.id AS partner,\n  CASE WHEN ${known}\n    THEN 1 ELSE 0 END AS known\nFROM partners p`,
  );
  const value = `CASE WHEN k.known = 1 THEN CASE WHEN ${any} THEN 1 ELSE 0 END END`;
  const measured: Measured = {
    value,
    n: 'k.known',
    numerator: value,
    denominator: 'nullif(k.known, 0)',
    immature: parts.map((_, k) => `e${k + 1}.immature`).join(' + '),
    currency: NULL_TEXT,
    failed: 'k.known = 0',
  };
  const joins = parts.map((part, k) => `JOIN ${part} e${k + 1} ON e${k + 1}.partner = k.partner`);
  return statement.with(
    name,
    `SELECT k.partner,\n  ${measuredList(measured)}\nFROM ${seen} k\n${joins.join('\n')}`,
  );
};

export const daysSince: Writer<DaysSince> = (name, { events }, measuring, statement) => {
  const parts = events.map(({ rows, at }, k) =>
    byPartner(
      `${name}_${k + 1}`,
      scan(
        `${name}_${k + 1}_rows`,
        { rows, values: [daysAgo(at)], missing: 'no date' },
        measuring,
        statement,
      ),
      { latest: `min(${ofCounted('x.v1')})` },
      () => ({ value: 'a.latest' }),
      statement,
    ),
  );
  const all = parts.map((part) => `SELECT partner, value, n, immature FROM ${part}`).join('\nUNION ALL\n');
  const measured: Measured = {
    value: 'min(e.value)',
    n: 'sum(e.n)',
    numerator: NULL_NUMBER,
    denominator: NULL_NUMBER,
    immature: 'sum(e.immature)',
    currency: NULL_TEXT,
    failed: 'FALSE',
  };
  const events_ = statement.with(`${name}_events`, all);
  return statement.with(
    name,
    `SELECT e.partner,\n  ${measuredList(measured)}\nFROM ${events_} e\nGROUP BY e.partner`,
  );
};
