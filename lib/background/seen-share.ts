/** Marks measurements that rest on pages that a person visited. Pure. */
import type { KpiDefinition } from '../kpi/define';
import type { MeasureOptions } from '../kpi/engine/engine';
import { evidence, seenShare } from '../kpi/evidence';
import { referencesOf } from '../kpi/references';
import type { Measurement } from '../kpi/types';
import { SEEN_TABLES } from '../seen/rows';
import type { Measuring } from './figures';

/** Partners by ordinal -> tables in which some of their rows were seen on pages. */
function seenTables({ facts, seenImports }: Measuring['inMemory']): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  if (seenImports.size === 0) return found;
  for (const id of SEEN_TABLES) {
    const table = facts.table(id);
    const { partner, rows } = table;
    for (let row = 0; row < rows; row++) {
      const ordinal = partner[row]!;
      if (ordinal < 0 || found.get(ordinal)?.has(id)) continue;
      if (!seenImports.has(table.source(row).importId)) continue;
      const tables = found.get(ordinal) ?? new Set();
      found.set(ordinal, tables.add(id));
    }
  }
  return found;
}

/**
 * @returns the measurement with how many of its rows were seen on pages, where some were. Costs nothing without such
 * rows, and for a partner that has some, the rows behind each KPI that reads their tables.
 */
export function seenMarker(
  { inMemory, definitions }: Measuring,
  options: MeasureOptions,
): (definition: KpiDefinition, ordinal: number, measurement: Measurement) => Measurement {
  const seen = seenTables(inMemory);
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const reads = new Map<string, ReadonlySet<string>>();
  const tablesOf = (definition: KpiDefinition): ReadonlySet<string> => {
    let tables = reads.get(definition.id);
    if (!tables) {
      const { columns, kpis } = referencesOf(definition.formula);
      const parts = [...kpis].flatMap((id) => byId.get(id) ?? []);
      tables = new Set([...columns.keys(), ...parts.flatMap((part) => [...tablesOf(part)])]);
      reads.set(definition.id, tables);
    }
    return tables;
  };
  return (definition, ordinal, measurement) => {
    const tables = seen.get(ordinal);
    if (!tables || measurement.value === null) return measurement;
    const read = tablesOf(definition);
    if (![...tables].some((id) => read.has(id))) return measurement;
    const { counted } = evidence(inMemory.facts, definition, ordinal, options);
    const share = seenShare(counted, inMemory.seenImports);
    return share ? { ...measurement, seen: share } : measurement;
  };
}
