import type { Facts, TableFacts } from '../facts/factset';
import type { KpiDefinition } from './define';
import { COUNTED, EXCLUDED, IMMATURE } from './engine/batch';
import { createContext } from './engine/context';
import { moneyDays } from './engine/conversion';
import { createEngine, type MeasureOptions } from './engine/engine';
import { PROGRAMME } from './engine/outcome';
import type { Observer } from './engine/run';
import type { Measurement, SeenShare } from './types';

/** A row behind a number. */
export interface EvidenceRow {
  /** Place in the formula that read it: '' for the KPI's own rows, `events`, `exposure`, `parts.open`, `kpi:win-rate` ... */
  part: string;
  /** Fact table and row in it. */
  table: string;
  row: number;
  importId: number;
  /** Index into the import's list of files. */
  file: number;
  /** Number of the row in its file, 1 = the first line after the header. */
  sourceRow: number;
  /** Why it was left out. */
  reason: string | null;
  /** Day column at whose rate of exchange its money is converted. */
  moneyDate: string;
}

export interface Evidence {
  /** The number that these rows make. */
  measurement: Measurement;
  counted: EvidenceRow[];
  leftOut: EvidenceRow[];
  immature: EvidenceRow[];
}

/** What evidence is asked for with: as for measuring, for one partner or the programme. */
export type EvidenceOptions = Omit<MeasureOptions, 'partners'>;

/** The programme reads everybody's rows. */
const reading = (group: number, options: EvidenceOptions): MeasureOptions =>
  group === PROGRAMME ? options : { ...options, partners: [group] };

/**
 * Exactly the rows behind a number of a partner or the programme, as the engine read them: counted, left out with the
 * reason, and too young. A row that two parts of a formula read is listed for each.
 * @param group partner ordinal, or PROGRAMME
 * @throws ExpressionError when the formula means nothing
 */
export function evidence(
  facts: Facts,
  definition: KpiDefinition,
  group: number,
  options: EvidenceOptions,
): Evidence {
  const counted: EvidenceRow[] = [];
  const leftOut: EvidenceRow[] = [];
  const immature: EvidenceRow[] = [];
  const observer: Observer = {
    only: () => null,
    see(part, table, { marks, rows, count }, reasons, moneyDate) {
      for (let i = 0; i < count; i++) {
        const mark = marks[i]!;
        const reason = mark >= EXCLUDED ? reasons[mark - EXCLUDED]! : null;
        const row = evidenceRow(part, table, rows[i]!, reason, moneyDate);
        if (mark === COUNTED) counted.push(row);
        else if (mark === IMMATURE) immature.push(row);
        else leftOut.push(row);
      }
    },
  };
  const engine = createEngine(facts, [definition], reading(group, options), observer);
  return { measurement: engine.measure(definition, group), counted, leftOut, immature };
}

function evidenceRow(
  part: string,
  table: TableFacts,
  row: number,
  reason: string | null,
  moneyDate: string,
): EvidenceRow {
  const { importId, file, row: sourceRow } = table.source(row);
  return { part, table: table.id, row, importId, file, sourceRow, reason, moneyDate };
}

/**
 * Measures again from nothing but the counted rows of some evidence: the same value, interval, numerator and
 * denominator must come out. Related rows are still looked up among all facts.
 */
export function recompute(
  facts: Facts,
  definition: KpiDefinition,
  group: number,
  counted: readonly EvidenceRow[],
  options: EvidenceOptions,
): Measurement {
  const masks = new Map<string, Uint8Array>();
  const observer: Observer = {
    only(part, table) {
      const mask = masks.get(`${part}|${table.id}`) ?? new Uint8Array(table.rows);
      return mask;
    },
    see: () => {},
  };
  for (const { part, table, row } of counted) {
    const key = `${part}|${table}`;
    let mask = masks.get(key);
    if (!mask) {
      mask = new Uint8Array(facts.table(table).rows);
      masks.set(key, mask);
    }
    mask[row] = 1;
  }
  const engine = createEngine(facts, [definition], reading(group, options), observer);
  return engine.measure(definition, group);
}

/**
 * How many of the counted rows were seen on visited pages; a row that two parts of a formula read counts once.
 * @param seen imports of such rows
 * @returns undefined when there are none
 */
export function seenShare(
  counted: readonly Pick<EvidenceRow, 'table' | 'row' | 'importId'>[],
  seen: ReadonlySet<number>,
): SeenShare | undefined {
  const all = new Set<string>();
  let rows = 0;
  for (const { table, row, importId } of counted) {
    const key = `${table} ${row}`;
    if (all.has(key)) continue;
    all.add(key);
    if (seen.has(importId)) rows++;
  }
  return rows === 0 ? undefined : { rows, of: all.size };
}

const CLOSE = 1e-9;

function close(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Whether none of something is 0 or not known is told by other rows than those that count. */
const known = ({ value, n }: Measurement): number | null => (n === 0 && value === 0 ? null : value);

/** Whether two measurements are the same number: value, sample, interval, numerator and denominator to nine digits. */
export function sameNumber(a: Measurement, b: Measurement): boolean {
  return (
    close(known(a), known(b)) &&
    close(a.n, b.n) &&
    close(a.low, b.low) &&
    close(a.high, b.high) &&
    close(a.numerator, b.numerator) &&
    close(a.denominator, b.denominator) &&
    a.currency === b.currency &&
    a.atLeast === b.atLeast
  );
}

/** How the money of a row became the workspace's. */
export interface RowRate {
  /** Units of the workspace currency for one of the row's. */
  rate: number;
  /** Day of the rate; of two, the earlier. */
  day: number;
  /** Currency through which it was worked out. */
  through?: string;
}

/** Rates that the money of rows was converted at, as the engine finds them; null where it was not. */
export function rowRates(
  facts: Facts,
  { asOfDay, workspace }: EvidenceOptions,
): (row: Pick<EvidenceRow, 'table' | 'row' | 'moneyDate'>) => RowRate | null {
  const { cache } = createContext(facts, workspace, asOfDay, null);
  return ({ table: id, row, moneyDate }) => {
    const table = facts.table(id);
    if (!table.definition.columns.currency || !table.has('currency')) return null;
    const code = cache.canonicalCurrency[table.column('currency')[row]!]!;
    if (code === cache.ownCurrency) return null;
    const quote = cache.rates.quote(code, cache.ownCurrency, moneyDays(cache, table, moneyDate)(row));
    if (!quote) return null;
    const { rate, day, through } = quote;
    return { rate, day, ...(through === undefined ? {} : { through: cache.currencyName(through) }) };
  };
}
