/** Numerator and denominator of a number as people read them. Pure. */
import type { Facts } from '../facts/factset';
import { sideOf } from '../kpi/build';
import type { KpiDefinition } from '../kpi/define';
import type { EvidenceRow } from '../kpi/evidence';
import type { Combination, Composite, Formula, Value } from '../kpi/expression';
import { formatValue } from '../kpi/format';
import { kindOf, tableOf } from '../kpi/kinds';
import type { Measurement, Unit } from '../kpi/types';

type Find = (id: string) => KpiDefinition | undefined;

const unitOf = (value: Value, table: string): Unit =>
  kindOf(value, tableOf(table)).is === 'money' ? 'currency' : 'count';

/** What a total is counted in. */
function totalUnit(formula: Formula): Unit {
  switch (formula.kind) {
    case 'sum':
      return unitOf(formula.value, formula.rows.table);
    case 'credit':
      return formula.value ? unitOf(formula.value, formula.rows.table) : 'count';
    case 'share':
    case 'company':
      return totalUnit(formula.of);
    case 'either':
      return totalUnit(formula.of[0]!);
    case 'difference':
      return totalUnit(formula.left);
    case 'firstMeasured':
      return totalUnit(formula.of.at(-1)!.formula);
    default:
      return 'count';
  }
}

/** Parts with a unit of their own, such as a median, are not told from totals here and stay unsaid. */
const TOTALS = new Set<Formula['kind']>([
  'sum',
  'count',
  'distinct',
  'credit',
  'share',
  'company',
  'either',
  'firstMeasured',
  'difference',
]);

function partUnit(part: Composite['parts'][string] | undefined, find: Find): Unit | null {
  if (!part) return null;
  if ('kpi' in part) return find(part.kpi)?.unit ?? null;
  return TOTALS.has(part.formula.kind) ? totalUnit(part.formula) : null;
}

const partOf = (side: Combination): string | null =>
  side.op === 'part' || side.op === 'orElse' ? side.part : null;

/** Units of numerator and denominator; null where the number is not one over the other. */
function unitsOf(formula: Formula, find: Find): readonly [Unit | null, Unit | null] | null {
  switch (formula.kind) {
    case 'proportion':
    case 'pooled':
    case 'balance':
      return ['count', 'count'];
    case 'ratio':
      return [unitOf(formula.numerator, formula.rows.table), unitOf(formula.denominator, formula.rows.table)];
    case 'mean':
      return [unitOf(formula.value, formula.rows.table), 'count'];
    case 'rate':
      return [totalUnit(formula.events), totalUnit(formula.exposure)];
    case 'share':
      return [totalUnit(formula.of), totalUnit(formula.of)];
    case 'composite': {
      const { over, parts, value } = formula;
      // The parts that are shown may be taken from each other as well.
      if (!over || value.op !== 'divide') return null;
      const { numerator, denominator } = over;
      const [above, below] = [partOf(sideOf(numerator)), partOf(sideOf(denominator))];
      if (above === null || partOf(value.left) !== above) return null;
      if (below === null || partOf(value.right) !== below) return null;
      return [partUnit(parts[above], find), partUnit(parts[below], find)];
    }
    default:
      return null;
  }
}

/** The one currency that the rows' money is in, as far as they name one; null where there are several. */
function currencyOfRows(facts: Facts, rows: readonly EvidenceRow[]): string | null | undefined {
  let found: string | undefined;
  for (const { table: id, row } of rows) {
    const table = facts.table(id);
    if (!table.definition.columns.currency || !table.has('currency')) continue;
    const name = facts.value('currency', table.column('currency')[row]!)?.trim().toUpperCase();
    if (!name || name === found) continue;
    if (found !== undefined) return null;
    found = name;
  }
  return found;
}

/**
 * "€18,200 / €60,000".
 * @param counted rows that the number was made from
 * @param own currency of the workspace
 * @returns null where there is no numerator or denominator, or it cannot be told what currency they are in
 */
export function sidesOf(
  definition: KpiDefinition,
  { numerator, denominator, currency }: Measurement,
  find: Find,
  facts: Facts,
  counted: readonly EvidenceRow[],
  own: string,
): string | null {
  const units = unitsOf(definition.formula, find);
  if (!units || numerator === null || denominator === null) return null;
  const [above, below] = units;
  if (above === null || below === null) return null;
  let money = currency;
  // Money over money is a plain number, and its currency is not told with it.
  if (money === undefined && (above === 'currency' || below === 'currency')) {
    const named = currencyOfRows(facts, counted);
    // Several were converted to the workspace's, or there would be no number; one other may not have been.
    if (named !== undefined && named !== null && named !== own) return null;
    money = own;
  }
  return `${formatValue(numerator, above, money)} / ${formatValue(denominator, below, money)}`;
}
