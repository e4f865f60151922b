/** Formulas that put totals in relation to each other or to everybody's. */
import { distinctRows } from '../kpi/engine/totals';
import type { Company, Difference, Either, FirstMeasured, Rate, Share } from '../kpi/expression';
import { tableOf } from '../kpi/kinds';
import { writeFormula } from './formulas';
import { type Measured, measuredList, NULL_NUMBER, NULL_TEXT } from './measure';
import { COUNTED, IMMATURE, scan } from './scan';
import { NotWritten, type Writer } from './statement';
import { asDouble, numberLiteral, quoted } from './text';
import { sum } from './totals';
import { SEVERAL } from './values';

/** Joint currency of two parts, NULL where neither is money, and whether they are different. */
const joint = (a: string, b: string) => ({
  currency: `coalesce(${a}.currency, ${b}.currency)`,
  mixed: `coalesce(${a}.currency <> ${b}.currency, FALSE)`,
});

export const rate: Writer<Rate> = (name, { events, exposure, per, trials }, measuring, statement) => {
  const e = writeFormula(`${name}_events`, events, measuring, statement);
  const x = writeFormula(`${name}_exposure`, exposure, measuring, statement);
  const { mixed } = joint('e', 'x');
  const failed = `(e.failed OR x.failed OR ${mixed})`;
  const measured: Measured = {
    value: `CASE WHEN NOT ${failed} AND x.numerator > 0 THEN ${numberLiteral(per)} * ${asDouble('coalesce(e.numerator, 0)')} / x.numerator END`,
    n: exposure.kind === 'sum' && !trials ? 'x.n' : 'coalesce(x.numerator, 0)',
    numerator: 'e.numerator',
    denominator: 'x.numerator',
    immature: 'e.immature + x.immature',
    // Money per money is a plain number.
    currency: `CASE WHEN NOT ${failed} AND (e.currency IS NULL OR x.currency IS NULL) THEN coalesce(e.currency, x.currency) END`,
    failed,
  };
  return statement.with(
    name,
    `SELECT e.partner,\n  ${measuredList(measured)}\nFROM ${e} e\nJOIN ${x} x ON x.partner = e.partner`,
  );
};

export const share: Writer<Share> = (name, { of }, measuring, statement) => {
  if (of.kind === 'sum' && of.rows.once)
    throw new NotWritten(
      'A share of a total whose things count once for the programme depends on the order of partners.',
    );
  const part = writeFormula(`${name}_part`, of, measuring, statement);
  const rows = of.kind === 'distinct' ? distinctRows(of) : of.rows;
  const wanted = of.kind === 'sum' ? { rows, values: [of.value], missing: of.missing } : { rows };
  const scanned = scan(`${name}_part_rows`, wanted, measuring, statement);
  // A thing that several partners have counts once for all of them together.
  const things = rows.once ? ['thing1', ...(rows.once.within ? ['thing2'] : [])] : [];
  const total =
    of.kind === 'sum'
      ? 'coalesce(sum(x.v1), 0)'
      : things.length === 0
        ? 'count(*)'
        : `count(DISTINCT CASE WHEN ${things.map((id) => `x.${id} IS NOT NULL`).join(' AND ')} THEN ${things.length > 1 ? `x.thing1 || chr(1) || x.thing2` : 'x.thing1'} END) + sum(CASE WHEN ${things.map((id) => `x.${id} IS NULL`).join(' OR ')} THEN 1 ELSE 0 END)`;
  const several = scanned.money
    ? `count(DISTINCT x.currency) > 1 OR coalesce(max(CASE WHEN x.currency = ${SEVERAL} THEN 1 ELSE 0 END), 0) = 1`
    : 'FALSE';
  const whole = statement.with(
    `${name}_whole`,
    `SELECT ${total} AS total, ${several} AS failed\nFROM ${scanned.name} x\nWHERE x.partner IS NOT NULL AND x.outcome = ${COUNTED}`,
  );
  const failed = '(a.failed OR w.failed)';
  const measured: Measured = {
    value: `CASE WHEN NOT ${failed} AND a.value IS NOT NULL THEN ${asDouble('a.numerator')} / nullif(w.total, 0) END`,
    n: 'a.n',
    numerator: 'a.numerator',
    denominator: `CASE WHEN NOT ${failed} THEN w.total END`,
    immature: 'a.immature',
    currency: NULL_TEXT,
    failed,
  };
  return statement.with(
    name,
    `SELECT a.partner,\n  ${measuredList(measured)}\nFROM ${part} a\nCROSS JOIN ${whole} w`,
  );
};

export const company: Writer<Company> = (name, { of }, measuring, statement) => {
  const wanted =
    of.kind === 'sum' ? { rows: of.rows, values: [of.value], missing: of.missing } : { rows: of.rows };
  const scanned = scan(`${name}_rows`, wanted, measuring, statement);
  const total = of.kind === 'sum' ? 'coalesce(sum(x.v1), 0)' : 'count(*)';
  const code = scanned.money
    ? `CASE WHEN count(DISTINCT x.currency) > 1 THEN ${SEVERAL} ELSE coalesce(min(x.currency), ${quoted(statement.currency)}) END`
    : NULL_TEXT;
  const whole = statement.with(
    `${name}_whole`,
    `SELECT count(*) AS n, ${total} AS total, ${code} AS currency\nFROM ${scanned.name} x\nWHERE x.outcome = ${COUNTED}`,
  );
  const young = statement.with(
    `${name}_immature`,
    `SELECT count(*) AS many FROM ${scanned.name} x WHERE x.outcome = ${IMMATURE}`,
  );
  const failed = `coalesce(w.currency = ${SEVERAL}, FALSE)`;
  const measured: Measured = {
    value: `CASE WHEN w.n > 0 AND NOT ${failed} THEN w.total END`,
    n: 'w.n',
    numerator: 'w.total',
    denominator: NULL_NUMBER,
    immature: 'i.many',
    currency: `nullif(w.currency, ${SEVERAL})`,
    failed,
  };
  return statement.with(
    name,
    `SELECT p.id AS partner,\n  ${measuredList(measured)}\nFROM partners p\nCROSS JOIN ${whole} w\nCROSS JOIN ${young} i`,
  );
};

export const difference: Writer<Difference> = (name, formula, measuring, statement) => {
  const left = writeFormula(`${name}_left`, formula.left, measuring, statement);
  const right = writeFormula(`${name}_right`, formula.right, measuring, statement);
  const { currency, mixed } = joint('a', 'b');
  const failed = `(a.failed OR b.failed OR ${mixed})`;
  const measured: Measured = {
    value: `CASE WHEN NOT ${failed} THEN a.value - b.value END`,
    n: 'CASE WHEN a.n < b.n THEN a.n ELSE b.n END',
    numerator: 'a.value',
    denominator: 'b.value',
    immature: 'a.immature + b.immature',
    currency: `CASE WHEN NOT ${mixed} THEN ${currency} END`,
    failed,
  };
  return statement.with(
    name,
    `SELECT a.partner,\n  ${measuredList(measured)}\nFROM ${left} a\nJOIN ${right} b ON b.partner = a.partner`,
  );
};

export const either: Writer<Either> = (name, { of }, measuring, statement) => {
  const parts = of.map((each, k) => sum(`${name}_${k + 1}`, each, measuring, statement));
  const has = of.map(({ rows }) => {
    const all = statement.rowsOf(tableOf(rows.table));
    return `EXISTS (SELECT 1 FROM ${all} r WHERE r._partner = p.id)`;
  });
  const cases = has.map((exists, k) => `WHEN ${exists} THEN ${k + 1}`).join('\n    ');
  const chosen = statement.with(
    `${name}_chosen`,
    `SELECT p.id AS partner,\n  CASE ${cases}\n    ELSE 1 END AS part\nFROM partners p`,
  );
  const columns = 'partner, value, n, numerator, denominator, immature, currency, failed';
  const all = parts.map((part, k) => `SELECT ${k + 1} AS part, ${columns} FROM ${part}`);
  const every = statement.with(`${name}_every`, all.join('\nUNION ALL\n'));
  return statement.with(
    name,
    `SELECT e.${columns.replaceAll(', ', ', e.')}\nFROM ${chosen} c\nJOIN ${every} e ON e.partner = c.partner AND e.part = c.part`,
  );
};

export const firstMeasured: Writer<FirstMeasured> = (name, { of }, measuring, statement) => {
  const ways = of.map((each, k) => writeFormula(`${name}_${k + 1}`, each.formula, measuring, statement));
  const last = ways.length;
  const taken = (column: string): string => {
    const cases = ways
      .slice(0, -1)
      .map((_, k) => `WHEN w${k + 1}.value IS NOT NULL THEN w${k + 1}.${column}`);
    return cases.length > 0 ? `CASE ${cases.join(' ')} ELSE w${last}.${column} END` : `w${last}.${column}`;
  };
  const measured: Measured = {
    value: taken('value'),
    n: taken('n'),
    numerator: `coalesce(${taken('value')}, ${taken('numerator')})`,
    denominator: taken('denominator'),
    immature: taken('immature'),
    currency: taken('currency'),
    failed: taken('failed'),
  };
  const joins = ways.map((way, k) =>
    k === 0 ? `FROM ${way} w1` : `JOIN ${way} w${k + 1} ON w${k + 1}.partner = w1.partner`,
  );
  return statement.with(name, `SELECT w1.partner,\n  ${measuredList(measured)}\n${joins.join('\n')}`);
};
