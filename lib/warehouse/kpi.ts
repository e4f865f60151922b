import { TEST_RECORD } from '../kpi/eligibility';
import { distinctRows } from '../kpi/engine/totals';
import { resolveWindow } from '../kpi/engine/windows';
import { countsThings, zeroFrom } from '../kpi/engine/zero';
import { tableOf } from '../kpi/kinds';
import { referencesOf } from '../kpi/references';
import { writeFormula } from './formulas';
import { type Measured, measuredList } from './measure';
import { Reading } from './reading';
import { scan } from './scan';
import { type Measuring, NotWritten, type Statement } from './statement';
import { conjunction, dateLiteral, named, quoted } from './text';

/**
 * What has to be imported for a KPI to say anything: where a table that it needs is empty, or a column was never
 * filled, it is not measured (engine/measure.ts).
 */
function imported(id: string, statement: Statement): string {
  const { formula } = statement.find(id)!;
  const { required, needed } = referencesOf(formula);
  const some = (table: string) => `EXISTS (SELECT 1 FROM ${named(table)})`;
  const any = (tables: readonly string[]) => `(${[...new Set(tables)].map(some).join(' OR ')})`;
  const parts = [...required].map(some);
  for (const { table, column } of needed)
    parts.push(`EXISTS (SELECT 1 FROM ${named(table)} WHERE ${named(column)} IS NOT NULL)`);
  if (formula.kind === 'either') parts.push(any(formula.of.map(({ rows }) => rows.table)));
  if (formula.kind === 'active') parts.push(any(formula.events.map(({ table }) => table)));
  return conjunction(parts);
}

/** Whether a count of none is known to be that (engine/zero.ts); null where the KPI counts nothing. */
function knownZero(name: string, measuring: Measuring, statement: Statement): string | null {
  const { definition } = measuring;
  const formula = countsThings(definition);
  const from = zeroFrom(definition, statement.asOfDay);
  if (!formula || (from !== null && from >= statement.asOfDay)) return null;
  const table = tableOf(formula.rows.table);
  const rows = formula.kind === 'distinct' ? distinctRows(formula) : formula.rows;
  const wanted =
    formula.kind === 'sum' ? { rows, values: [formula.value], missing: formula.missing } : { rows };
  const { name: scanned } = scan(`${name}_rows`, wanted, measuring, statement);
  const parts = [
    'k.n = 0',
    `EXISTS (SELECT 1 FROM ${statement.rowsOf(table)} r WHERE r._partner = k.partner)`,
    `NOT EXISTS (SELECT 1 FROM ${scanned} x WHERE x.partner = k.partner AND x.outcome <> ${quoted(TEST_RECORD)})`,
  ];
  if (from !== null) {
    const day = new Reading(statement, table, measuring.window, table.date).dayOf(formula.rows.date!);
    parts.push(`EXISTS (SELECT 1 FROM ${named(table.id)} r WHERE ${day} >= ${dateLiteral(from)})`);
  }
  return conjunction(parts);
}

/** A whole KPI with its own window and maturity, as a relation with a row for each partner; its name. */
export function writeKpi(id: string, statement: Statement): string {
  const definition = statement.find(id);
  if (!definition) throw new NotWritten(`It is made of the KPI “${id}”, which does not exist.`);
  const window = resolveWindow(definition.window, statement.asOfDay);
  const name = `kpi_${id.replaceAll('-', '_')}`;
  const measuring = { definition, window };
  const plain = writeFormula(`${name}_of`, definition.formula, measuring, statement);
  const there = imported(id, statement);
  const known = 'i.imported';
  const zero = knownZero(`${name}_of`, measuring, statement);
  const measured: Measured = {
    value: `CASE WHEN ${known} THEN ${zero ? `CASE WHEN ${zero} THEN 0 ELSE k.value END` : 'k.value'} END`,
    n: `CASE WHEN ${known} THEN k.n ELSE 0 END`,
    numerator: `CASE WHEN ${known} THEN k.numerator END`,
    denominator: `CASE WHEN ${known} THEN k.denominator END`,
    immature: `CASE WHEN ${known} THEN k.immature ELSE 0 END`,
    currency: `CASE WHEN ${known} THEN k.currency END`,
    failed: `(k.failed OR NOT ${known})`,
  };
  return statement.with(
    name,
    `SELECT k.partner,\n  ${measuredList(measured)}\nFROM ${plain} k\nCROSS JOIN (SELECT ${there} AS imported) i`,
  );
}
