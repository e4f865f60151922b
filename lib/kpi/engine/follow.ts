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

/** All that reads rows for some evaluations, each once. */
export function readingsOf(...of: Iterable<{ readings: readonly Reading[] }>[]): ReadonlySet<Reading> {
  const found = new Set<Reading>();
  for (const some of of) for (const { readings } of some) for (const reading of readings) found.add(reading);
  return found;
}

/**
 * Tells evaluations what became of the facts. Those that cannot follow are taken out of `done` and `shared`.
 * @param readings those of all of `done` and `shared`
 * @returns KPI -> partners that may have another figure; those without any are not in it
 */
export function followChanges(
  changes: readonly FactsChange[],
  readings: ReadonlySet<Reading>,
  done: Map<string, Done>,
  shared: Map<string, Shared>,
): Map<string, Touched> {
  const found = new Map<string, Touched>();
  const gone = new Set<string>();
  for (const change of changes) {
    /** Of the few that have one to take: null where they cannot follow. */
    const notes = new Map<Reading, Touched | null>();
    let allFollow = true;
    for (const reading of readings) {
      const note = reading.note(change);
      if (note === null) allFollow = false;
      if (note === null || note === 'everyone' || note.size > 0) notes.set(reading, note);
    }
    if (notes.size === 0) continue;
    const isLost = (reading: Reading): boolean => notes.get(reading) === null;
    if (!allFollow)
      for (const [name, each] of [...shared]) if (each.readings.some(isLost)) shared.delete(name);

    for (const [id, each] of done) {
      const { definition } = each;
      let all = NONE;
      if (!allFollow && each.readings.some(isLost)) {
        all = readsOf(definition, change);
        if (all === 'everyone') gone.add(id);
      } else
        for (const reading of each.readings) {
          const note = notes.get(reading);
          if (note) all = joined(all, note);
        }
      if (all !== 'everyone' && all.size === 0) continue;
      found.set(id, ofProgramme(definition) ? 'everyone' : joined(found.get(id) ?? NONE, all));
    }
  }
  if (found.size === 0) return found;
  // What is made of others has their partners; parts may be made of others again.
  const composed = [...done].filter(([, { parts }]) => parts.size > 0);
  for (let more = true; more; ) {
    more = false;
    for (const [id, { parts }] of composed) {
      const before = found.get(id) ?? NONE;
      let all = before;
      for (const part of parts) all = joined(all, found.get(part) ?? NONE);
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
