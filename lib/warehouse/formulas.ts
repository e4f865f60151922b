import type { FactTable } from '../facts/types';
import { daysAgo } from '../kpi/engine/relations';
import { distinctRows } from '../kpi/engine/totals';
import type {
  Active,
  Balance,
  Company,
  Count,
  Credit,
  DaysSince,
  Difference,
  Distinct,
  Either,
  Evenness,
  Formula,
  Mean,
  Nps,
  Pooled,
  Proportion,
  Rate,
  Ratio,
  Share,
  Sum,
} from '../kpi/expression';
import { tableOf } from '../kpi/kinds';
import { againstDirect } from './against-direct';
import { composite } from './composite';
import { byPartner, type Measured, measuredList, NULL_NUMBER, NULL_TEXT, ofCounted } from './measure';
import { median } from './median';
import { Reading } from './reading';
import { COUNTED, IMMATURE, scan } from './scan';
import { type Measuring, NotWritten, type Statement } from './statement';
import { asDouble, named, numberLiteral, quoted } from './text';
import { SEVERAL } from './values';

type Writer<F> = (name: string, formula: F, measuring: Measuring, statement: Statement) => string;

const proportion: Writer<Proportion> = (name, formula, measuring, statement) => {
  const { rows, success, mature } = formula;
  const scanned = scan(`${name}_rows`, { rows, mature, conditions: [success] }, measuring, statement);
  const successes = `sum(CASE WHEN x.outcome = ${COUNTED} AND x.c1 THEN 1 ELSE 0 END)`;
  return byPartner(
    name,
    scanned,
    { successes },
    (n) => ({
      value: `${asDouble('a.successes')} / nullif(a.n, 0)`,
      numerator: 'coalesce(a.successes, 0)',
      denominator: n,
    }),
    statement,
  );
};

const pooled: Writer<Pooled> = (name, { rows, successes, trials, missing }, measuring, statement) => {
  const scanned = scan(`${name}_rows`, { rows, values: [successes, trials], missing }, measuring, statement);
  const possible = 'a.trials > 0 AND a.successes >= 0 AND a.successes <= a.trials';
  return byPartner(
    name,
    scanned,
    { successes: `sum(${ofCounted('x.v1')})`, trials: `sum(${ofCounted('x.v2')})` },
    () => ({
      value: `CASE WHEN ${possible} THEN ${asDouble('a.successes')} / a.trials END`,
      n: 'coalesce(a.trials, 0)',
      numerator: 'a.successes',
      denominator: 'a.trials',
      failed: `a.n > 0 AND NOT coalesce(${possible}, FALSE)`,
    }),
    statement,
  );
};

const count: Writer<Count> = (name, { rows }, measuring, statement) =>
  byPartner(
    name,
    scan(`${name}_rows`, { rows }, measuring, statement),
    {},
    (n) => ({ value: `nullif(${n}, 0)`, numerator: n }),
    statement,
  );

const distinct: Writer<Distinct> = (name, formula, measuring, statement) =>
  count(name, { kind: 'count', rows: distinctRows(formula) }, measuring, statement);

const sum: Writer<Sum> = (name, { rows, value, missing }, measuring, statement) =>
  byPartner(
    name,
    scan(`${name}_rows`, { rows, values: [value], missing }, measuring, statement),
    { total: `sum(${ofCounted('x.v1')})` },
    () => ({ value: 'a.total', numerator: 'coalesce(a.total, 0)' }),
    statement,
  );

const ratio: Writer<Ratio> = (name, formula, measuring, statement) => {
  const { rows, numerator, denominator, missing, cap, times } = formula;
  const wanted = { rows, values: [numerator, denominator], missing, conditions: cap ? [cap.when] : [] };
  const scanned = scan(`${name}_rows`, wanted, measuring, statement);
  const capped = `sum(CASE WHEN x.outcome = ${COUNTED} AND x.c1 THEN 1 ELSE 0 END)`;
  const factor = times === undefined ? '' : `${numberLiteral(times)} * `;
  const plain = `${factor}${asDouble('a.above')} / nullif(a.below, 0)`;
  const most = cap ? numberLiteral(cap.at) : '';
  return byPartner(
    name,
    scanned,
    {
      above: `sum(${ofCounted('x.v1')})`,
      below: `sum(${ofCounted('x.v2')})`,
      ...(cap ? { capped } : {}),
    },
    () => ({
      value: cap ? `CASE WHEN a.capped > 0 AND ${plain} > ${most} THEN ${most} ELSE ${plain} END` : plain,
      numerator: 'coalesce(a.above, 0)',
      denominator: 'coalesce(a.below, 0)',
    }),
    statement,
    false,
  );
};

const mean: Writer<Mean> = (name, { rows, value, missing }, measuring, statement) =>
  byPartner(
    name,
    scan(`${name}_rows`, { rows, values: [value], missing }, measuring, statement),
    { total: `sum(${ofCounted('x.v1')})` },
    () => ({
      value: `${asDouble('a.total')} / nullif(a.n, 0)`,
      numerator: 'a.total',
      denominator: 'nullif(a.n, 0)',
    }),
    statement,
  );

const nps: Writer<Nps> = (name, { rows, score, missing }, measuring, statement) => {
  const scanned = scan(`${name}_rows`, { rows, values: [score], missing }, measuring, statement);
  const balance = `sum(${ofCounted('CASE WHEN x.v1 >= 9 THEN 1 WHEN x.v1 <= 6 THEN -1 ELSE 0 END')})`;
  return byPartner(
    name,
    scanned,
    { balance },
    (n) => ({
      value: `${asDouble('100 * a.balance')} / nullif(a.n, 0)`,
      numerator: 'coalesce(a.balance, 0)',
      denominator: n,
    }),
    statement,
  );
};

const balance: Writer<Balance> = (name, { rows, plus, minus }, measuring, statement) => {
  const scanned = scan(`${name}_rows`, { rows, conditions: [plus, minus] }, measuring, statement);
  const sides = 'CASE WHEN x.c1 THEN 1 ELSE 0 END - CASE WHEN x.c2 THEN 1 ELSE 0 END';
  return byPartner(
    name,
    scanned,
    { balance: `sum(${ofCounted(sides)})` },
    (n) => ({
      value: `${asDouble('a.balance')} / nullif(a.n, 0)`,
      numerator: 'coalesce(a.balance, 0)',
      denominator: n,
    }),
    statement,
  );
};

const evenness: Writer<Evenness> = (name, { rows, of }, measuring, statement) => {
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

const active: Writer<Active> = (name, { events }, measuring, statement) => {
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

const daysSince: Writer<DaysSince> = (name, { events }, measuring, statement) => {
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

/** Joint currency of two parts, NULL where neither is money, and whether they are different. */
const joint = (a: string, b: string) => ({
  currency: `coalesce(${a}.currency, ${b}.currency)`,
  mixed: `coalesce(${a}.currency <> ${b}.currency, FALSE)`,
});

const rate: Writer<Rate> = (name, { events, exposure, per }, measuring, statement) => {
  const e = writeFormula(`${name}_events`, events, measuring, statement);
  const x = writeFormula(`${name}_exposure`, exposure, measuring, statement);
  const { mixed } = joint('e', 'x');
  const failed = `(e.failed OR x.failed OR ${mixed})`;
  const measured: Measured = {
    value: `CASE WHEN NOT ${failed} AND x.numerator > 0 THEN ${numberLiteral(per)} * ${asDouble('coalesce(e.numerator, 0)')} / x.numerator END`,
    n: exposure.kind === 'sum' ? 'x.n' : 'coalesce(x.numerator, 0)',
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

const share: Writer<Share> = (name, { of }, measuring, statement) => {
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

const company: Writer<Company> = (name, { of }, measuring, statement) => {
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

/** Rows of conversions, once for each partner whose touches came before them (attribution/touched.ts). */
function touchedRows({ rows, by }: Credit, statement: Statement): string {
  const table = tableOf(rows.table);
  const touches = tableOf('touches');
  const reading = (of: FactTable) => new Reading(statement, of, { from: 0, to: 0 }, of.date);
  const day = reading(table).dayOf(rows.date!);
  const at = reading(touches).dayOf('at');
  const party = `lower(trim(r.${named('party')}))`;
  const theirs = statement.with(
    `touches_of_partners_by_${by}`,
    `SELECT r.${named(by)} AS key, r._partner AS partner, r._partner_row, ${at} AS day
FROM ${statement.rowsOf(touches)} r
WHERE r.${named(by)} IS NOT NULL
  AND r._partner IS NOT NULL
  AND coalesce(${party} <> 'own', TRUE)
  AND (r.partner IS NOT NULL OR coalesce(${party} = 'partner', FALSE))`,
  );
  const columns = Object.keys(table.columns).map((id) => `r.${named(id)}`);
  return statement.with(
    `${table.id}_touched`,
    `SELECT DISTINCT ${columns.join(', ')}, r._row, t.partner AS _partner, t._partner_row
FROM ${statement.rowsOf(table)} r
JOIN ${theirs} t ON t.key = r.${named(by)}
  AND t.day <= ${day} AND t.day >= ${day} - ${statement.lookbackDays}`,
  );
}

const credit: Writer<Credit> = (name, formula, measuring, statement) => {
  if (formula.take === 'attributed')
    throw new NotWritten(
      'Attributed value is shared among the touches before each sale by the attribution model that the workspace has chosen; the models are no queries, so there is no SQL for it.',
    );
  const relation = touchedRows(formula, statement);
  const rows = { ...formula.rows, once: { column: formula.by, same: `same ${formula.by}` } };
  if (formula.take === 'conversions')
    return byPartner(
      name,
      scan(`${name}_rows`, { rows, relation }, measuring, statement),
      {},
      (n) => ({ value: `nullif(${n}, 0)`, numerator: n }),
      statement,
    );
  const wanted = { rows, relation, values: [formula.value!], missing: formula.missing };
  return byPartner(
    name,
    scan(`${name}_rows`, wanted, measuring, statement),
    { total: `sum(${ofCounted('x.v1')})` },
    () => ({ value: 'a.total', numerator: 'coalesce(a.total, 0)' }),
    statement,
  );
};

const difference: Writer<Difference> = (name, formula, measuring, statement) => {
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

const either: Writer<Either> = (name, { of }, measuring, statement) => {
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

/**
 * Writes a formula; the relation has one row for each partner of the directory (see measure.ts).
 * @returns its name
 * @throws NotWritten where it cannot be written
 */
export function writeFormula(
  name: string,
  formula: Formula,
  measuring: Measuring,
  statement: Statement,
): string {
  switch (formula.kind) {
    case 'proportion':
      return proportion(name, formula, measuring, statement);
    case 'pooled':
      return pooled(name, formula, measuring, statement);
    case 'count':
      return count(name, formula, measuring, statement);
    case 'distinct':
      return distinct(name, formula, measuring, statement);
    case 'sum':
      return sum(name, formula, measuring, statement);
    case 'ratio':
      return ratio(name, formula, measuring, statement);
    case 'rate':
      return rate(name, formula, measuring, statement);
    case 'median':
      return median(name, formula, measuring, statement);
    case 'mean':
      return mean(name, formula, measuring, statement);
    case 'nps':
      return nps(name, formula, measuring, statement);
    case 'balance':
      return balance(name, formula, measuring, statement);
    case 'evenness':
      return evenness(name, formula, measuring, statement);
    case 'active':
      return active(name, formula, measuring, statement);
    case 'daysSince':
      return daysSince(name, formula, measuring, statement);
    case 'share':
      return share(name, formula, measuring, statement);
    case 'company':
      return company(name, formula, measuring, statement);
    case 'credit':
      return credit(name, formula, measuring, statement);
    case 'difference':
      return difference(name, formula, measuring, statement);
    case 'againstDirect':
      return againstDirect(name, formula, measuring, statement);
    case 'either':
      return either(name, formula, measuring, statement);
    case 'composite':
      return composite(name, formula, measuring, statement);
    default:
      throw new NotWritten(
        `The kind “${(formula as Formula).kind}” is computed by the product alone; there is no SQL for it.`,
      );
  }
}
