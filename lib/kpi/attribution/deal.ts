import type { Facts } from '../../facts/factset';
import { NO_TIME } from '../../facts/types';
import { type Context, createContext } from '../engine/context';
import type { MeasureOptions } from '../engine/engine';
import { allocate } from './allocate';
import { type Flip, flips, type Standing, standing } from './flip';
import { journeysOf } from './journeys';
import { teach } from './learned';
import { type PathOfRow, Paths } from './paths';
import { models } from './registry';
import { DEFAULT_ATTRIBUTION } from './settings';
import { byParty, parametersOf, partiesOf } from './shares';
import type { Journey, Learned, Model } from './types';

/** What one model gives each party of a deal. */
interface ModelResult {
  model: Model;
  /** In the order of the parties; null where the model refuses. */
  shares: Float64Array | null;
  /** The deal's amount by them, in minor units; null without an amount. */
  parts: Float64Array | null;
  refused: string | null;
}

export interface DealCredit {
  path: PathOfRow;
  /** Ascending: OURS first, where we have a touch. */
  parties: Int32Array;
  results: ModelResult[];
  chosen: Model;
  parameters: Record<string, unknown>;
  /** Least and most that the rules give each party. */
  range: { low: number; high: number }[];
  /** By the chosen model; null where it refuses. */
  standing: Standing | null;
  flips: Flip[];
  /** Last day that touches were counted on. */
  day: number;
  journeys: number;
}

/** A flip test beyond these says nothing that a person could read, and takes long. */
const FLIP_TOUCHES = 200;

/**
 * Who should be credited for a deal, by every model. An open deal is looked at as if it closed on the day before the
 * as-of day.
 * @param row of the table `deals`
 * @returns null where no touch came before
 */
export function creditOfDeal(
  facts: Facts,
  row: number,
  { asOfDay, workspace }: Pick<MeasureOptions, 'asOfDay' | 'workspace'>,
): DealCredit | null {
  const context: Context = createContext(facts, workspace, asOfDay, null);
  const { cache } = context;
  const settings = workspace.attribution ?? DEFAULT_ATTRIBUTION;
  const deals = facts.table('deals');
  const closed = cache.dayColumn(deals, 'closed')[row]!;
  const day = closed !== NO_TIME && closed < asOfDay ? closed : asOfDay - 1;
  const path = new Paths(cache, deals, 'deal', settings.lookbackDays).of(row, day);
  if (!path) return null;
  const parties = partiesOf(path);
  const amount = (deals.column('amount') as Float64Array)[row]!;
  const journeys: Journey[] = journeysOf(cache, settings.lookbackDays, asOfDay);
  const lessons = new Map<string, Learned>();
  const results = models().map((model): ModelResult => {
    const lesson = model.learn ? teach(model, journeys) : { learned: new Map() };
    if ('refused' in lesson) return { model, shares: null, parts: null, refused: lesson.refused };
    lessons.set(model.id, lesson.learned);
    const shares = byParty(path, model.weights(path, settings, lesson.learned), parties);
    const parts = Number.isNaN(amount) ? null : allocate(amount, shares, new Float64Array(parties.length));
    return { model, shares, parts, refused: null };
  });
  const { model: chosen, refused } = results.find(({ model }) => model.id === settings.model)!;
  const rules = results.filter(({ model }) => model.family === 'rule');
  const owner = deals.partner[row]!;
  const candidates = [...new Set([...parties, ...(owner >= 0 ? [owner] : [])])];
  const learned = lessons.get(chosen.id);
  return {
    path,
    parties,
    results,
    chosen,
    parameters: parametersOf(chosen, settings),
    range: [...parties].map((_, i) => {
      const shares = rules.map((rule) => rule.shares![i]!);
      return { low: Math.min(...shares), high: Math.max(...shares) };
    }),
    standing: refused ? null : standing(path, chosen.weights(path, settings, learned)),
    flips:
      refused || path.touches.length > FLIP_TOUCHES ? [] : flips(path, chosen, settings, candidates, learned),
    day,
    journeys: journeys.length,
  };
}
