import type { FactsChange } from '../../facts/memory';
import type { KpiDefinition } from '../define';
import { referencesOf } from '../references';
import type { Evaluation } from './outcome';
import { joined, NONE, type Reading, type Touched } from './reading';
import type { Shared } from './run';

/** A KPI that was evaluated. */
export interface Done {
  definition: KpiDefinition;
  evaluation: Evaluation;
  readings: readonly Reading[];
  /** KPIs that it is made of. */
  parts: ReadonlySet<string>;
}

/** Parts of the programme: one partner's rows change what every other is a part of. */
const shares = new WeakMap<KpiDefinition['formula'], boolean>();
function ofProgramme({ formula }: KpiDefinition): boolean {
  let known = shares.get(formula);
  if (known === undefined) {
    known = JSON.stringify(formula).includes('"kind":"share"');
    shares.set(formula, known);
  }
  return known;
}

/**
 * Tells evaluations what became of the facts. Those that cannot follow are taken out of `done` and `shared`.
 * @returns KPI -> partners that may have another figure; those without any are not in it
 */
export function followChanges(
  changes: readonly FactsChange[],
  done: Map<string, Done>,
  shared: Map<string, Shared>,
): Map<string, Touched> {
  const found = new Map<string, Touched>();
  const gone = new Set<string>();
  for (const change of changes) {
    const notes = new Map<Reading, Touched | null>();
    const note = (reading: Reading): Touched | null => {
      let noted = notes.get(reading);
      if (noted === undefined) {
        noted = reading.note(change);
        notes.set(reading, noted);
      }
      return noted;
    };
    for (const [name, { readings }] of [...shared])
      if (readings.map(note).includes(null)) shared.delete(name);

    for (const [id, { definition, readings }] of done) {
      const notes = readings.map(note);
      const all = notes.includes(null)
        ? readsOf(definition, change)
        : notes.reduce<Touched>((a, b) => joined(a, b!), NONE);
      if (notes.includes(null) && all === 'everyone') gone.add(id);
      if (all !== 'everyone' && all.size === 0) continue;
      found.set(id, ofProgramme(definition) ? 'everyone' : joined(found.get(id) ?? NONE, all));
    }
  }
  // What is made of others has their partners; parts may be made of others again.
  for (let more = true; more; ) {
    more = false;
    for (const [id, { parts }] of done) {
      const before = found.get(id) ?? NONE;
      const all = [...parts].reduce<Touched>((a, part) => joined(a, found.get(part) ?? NONE), before);
      if (sizeOf(all) !== sizeOf(before)) {
        found.set(id, all);
        more = true;
      }
      if (!gone.has(id) && [...parts].some((part) => gone.has(part))) {
        gone.add(id);
        found.set(id, 'everyone');
        more = true;
      }
    }
  }
  for (const id of gone) done.delete(id);
  return found;
}

const sizeOf = (touched: Touched): number =>
  touched === 'everyone' ? Number.POSITIVE_INFINITY : touched.size;

/** Everyone where a KPI reads a table that changed. */
function readsOf({ formula }: KpiDefinition, change: FactsChange): Touched {
  const tables = referencesOf(formula).columns;
  return [...change.keys()].some((id) => tables.has(id)) ? 'everyone' : NONE;
}
