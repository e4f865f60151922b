import type { Facts, TableFacts } from '../facts/factset';
import type { KpiDefinition } from './define';
import { COUNTED, EXCLUDED, IMMATURE } from './engine/batch';
import { createEngine, type MeasureOptions } from './engine/engine';
import type { Observer } from './engine/run';
import type { Measurement } from './types';

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
}

export interface Evidence {
  /** The number that these rows make. */
  measurement: Measurement;
  counted: EvidenceRow[];
  leftOut: EvidenceRow[];
  immature: EvidenceRow[];
}

/** What evidence is asked for with: as for measuring, for one partner. */
export type EvidenceOptions = Omit<MeasureOptions, 'partners'>;

/**
 * Exactly the rows behind a partner's number, as the engine read them: counted, left out with the reason, and too
 * young. A row that two parts of a formula read is listed for each.
 * @param partner ordinal
 * @throws ExpressionError when the formula means nothing
 */
export function evidence(
  facts: Facts,
  definition: KpiDefinition,
  partner: number,
  options: EvidenceOptions,
): Evidence {
  const counted: EvidenceRow[] = [];
  const leftOut: EvidenceRow[] = [];
  const immature: EvidenceRow[] = [];
  const observer: Observer = {
    only: () => null,
    see(part, table, { marks, rows, count }, reasons) {
      for (let i = 0; i < count; i++) {
        const mark = marks[i]!;
        const row = evidenceRow(part, table, rows[i]!, mark >= EXCLUDED ? reasons[mark - EXCLUDED]! : null);
        if (mark === COUNTED) counted.push(row);
        else if (mark === IMMATURE) immature.push(row);
        else leftOut.push(row);
      }
    },
  };
  const engine = createEngine(facts, [definition], { ...options, partners: [partner] }, observer);
  return { measurement: engine.measure(definition, partner), counted, leftOut, immature };
}

function evidenceRow(part: string, table: TableFacts, row: number, reason: string | null): EvidenceRow {
  const { importId, file, row: sourceRow } = table.source(row);
  return { part, table: table.id, row, importId, file, sourceRow, reason };
}

/**
 * Measures again from nothing but the counted rows of some evidence: the same value, interval, numerator and
 * denominator must come out. Related rows are still looked up among all facts.
 */
export function recompute(
  facts: Facts,
  definition: KpiDefinition,
  partner: number,
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
  const engine = createEngine(facts, [definition], { ...options, partners: [partner] }, observer);
  return engine.measure(definition, partner);
}
