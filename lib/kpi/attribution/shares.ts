import type { AttributionSettings } from '../../facts/attribution';
import type { Lesson } from './learned';
import { teach } from './learned';
import { findModel, models } from './registry';
import type { Journey, Learned, Model, Path } from './types';

/** What each party of a path gets, by one model. */
export interface Shares {
  /** Parties ascending: OURS first, where we have a touch. */
  parties: Int32Array;
  /** Weights in the order of the parties, for each model asked for. */
  weights: readonly Float64Array[];
}

/** Adds up the weights of touches by party. */
export function byParty(path: Path, weights: Float64Array, parties: Int32Array): Float64Array {
  const sums = new Float64Array(parties.length);
  path.touches.forEach(({ party }, i) => {
    sums[parties.indexOf(party)]! += weights[i]!;
  });
  return sums;
}

/** Parties of a path, ascending. */
export const partiesOf = ({ touches }: Path): Int32Array =>
  Int32Array.from(new Set(touches.map(({ party }) => party))).sort();

/** The models that a number is computed with: the chosen one first, then every rule for the range. */
export interface ModelSet {
  chosen: Model;
  all: readonly Model[];
  /** For models that learn. */
  learned: Learned | undefined;
  /** Why the chosen model says nothing. */
  refused: string | null;
}

/**
 * @param journeys paths of decided deals; asked for only where the chosen model learns from them
 * @throws RangeError when there is no such model
 */
export function modelSet(settings: AttributionSettings, journeys: () => readonly Journey[]): ModelSet {
  const chosen = findModel(settings.model);
  if (!chosen) throw new RangeError(`There is no attribution model "${settings.model}".`);
  const lesson: Lesson = chosen.learn ? teach(chosen, journeys()) : { learned: new Map() };
  return {
    chosen,
    all: [chosen, ...models().filter((model) => model.family === 'rule' && model !== chosen)],
    learned: 'learned' in lesson ? lesson.learned : undefined,
    refused: 'refused' in lesson ? lesson.refused : null,
  };
}

/** Weights of a path's parties by every model of a set. */
export function sharesOf(path: Path, { all, learned }: ModelSet, settings: AttributionSettings): Shares {
  const parties = partiesOf(path);
  if (parties.length === 1) return { parties, weights: all.map(() => Float64Array.of(1)) };
  return {
    parties,
    weights: all.map((model) => byParty(path, model.weights(path, settings, learned), parties)),
  };
}

/** The settings that a model's numbers depend on, for its stamp. */
export function parametersOf(model: Model, settings: AttributionSettings): Record<string, never> {
  return Object.fromEntries(
    (['lookbackDays', ...(model.reads ?? [])] as const).map((name) => [name, settings[name]]),
  ) as Record<string, never>;
}
