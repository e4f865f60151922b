/** How much of a total hangs on its largest row. Pure. */
import type { Facts, TableFacts } from '../facts/factset';
import type { KpiDefinition } from '../kpi/define';
import { type Block, COUNTED } from '../kpi/engine/batch';
import { createEngine, type MeasureOptions } from '../kpi/engine/engine';
import type { Observer } from '../kpi/engine/run';
import type { Measurement } from '../kpi/types';
import type { LargestShare } from '../signals/types';

/** What the counted rows of each partner add up to at one place of a formula. */
interface Totals {
  sum: Float64Array;
  largest: Float64Array;
  rows: Int32Array;
}

/** Money and numbers compared with a tenth of a minor unit to spare: sums may be added in another order. */
const SAME = 0.1;

const isTotal = ({ formula }: KpiDefinition): boolean => formula.kind === 'sum' || formula.kind === 'either';

function add(totals: Totals, table: TableFacts, block: Block): void {
  const values = block.values[0];
  if (!values) return;
  for (let k = 0; k < block.ripe; k++) {
    const i = block.at[k]!;
    if (block.marks[i] !== COUNTED) continue;
    const partner = table.partner[block.rows[i]!]!;
    const value = values[k]!;
    totals.sum[partner]! += value;
    totals.rows[partner]!++;
    if (value > totals.largest[partner]!) totals.largest[partner] = value;
  }
}

/**
 * The largest row's part of every KPI that is a plain total, for all partners in one pass over its rows.
 *
 * @param measurements the partner's results, which say what the totals are
 * @returns KPI id -> share, of one partner; totals that are not positive have none
 */
export function largestShares(
  facts: Facts,
  definitions: readonly KpiDefinition[],
  options: MeasureOptions,
): (ordinal: number, measurements: readonly Measurement[]) => Record<string, LargestShare> {
  const found = new Map<string, Map<string, Totals>>();
  for (const definition of definitions.filter(isTotal)) {
    const places = new Map<string, Totals>();
    found.set(definition.id, places);
    const observer: Observer = {
      only: () => null,
      see(path, table, block) {
        let totals = places.get(path);
        if (!totals) {
          const partners = facts.partners.length;
          totals = {
            sum: new Float64Array(partners),
            largest: new Float64Array(partners),
            rows: new Int32Array(partners),
          };
          places.set(path, totals);
        }
        add(totals, table, block);
      },
    };
    createEngine(facts, [definition], options, observer).evaluation(definition);
  }
  return (ordinal, measurements) => {
    const shares: Record<string, LargestShare> = {};
    for (const { kpi, value } of measurements) {
      if (value === null || value <= 0) continue;
      // Of several alternatives, the one that makes the partner's total.
      for (const { sum, largest, rows } of found.get(kpi)?.values() ?? []) {
        if (Math.abs(sum[ordinal]! - value) > SAME) continue;
        shares[kpi] = { share: largest[ordinal]! / value, of: rows[ordinal]! };
        break;
      }
    }
    return shares;
  };
}
