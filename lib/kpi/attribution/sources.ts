import type { Facts } from '../../facts/factset';
import { NO_CODE, NO_TIME } from '../../facts/types';
import { type Context, createContext } from '../engine/context';
import type { MeasureOptions } from '../engine/engine';
import type { DayWindow } from '../types';
import { allocate } from './allocate';
import { decisions, journeysOf } from './journeys';
import { Paths } from './paths';
import { DEFAULT_ATTRIBUTION } from './settings';
import { type ModelSet, modelSet } from './shares';
import { OURS } from './types';

/** What one source brought about: a partner or a channel of our own, and one of its campaigns where asked for. */
export interface Source {
  /** Partner ordinal, or OURS. */
  party: number;
  /** Name of our own channel; '' for partners, and where the touch names none. */
  channel: string;
  /** Code of the campaign; null where sources are not told apart by it. */
  campaign: number | null;
  touches: number;
  conversions: number;
  /** Whole amounts of the deals that it touched, in minor units. */
  influenced: number;
  /** Its part of them. */
  attributed: number;
}

export interface SourcesReport {
  models: ModelSet;
  sources: Source[];
  /** Deals won without any touch: their whole amount is nobody's. */
  untouched: { conversions: number; amount: number };
  /** All deals won in the window with an amount; the attributed parts and the untouched add up to it. */
  total: { conversions: number; amount: number };
  /** Deals left out: without an amount, and those whose money could not be converted. */
  leftOut: { noAmount: number; foreign: number };
}

export type Business = 'new' | 'expansion';

/**
 * Deals won in a window by who brought them about: partners and our own campaigns by the same model, so that their
 * parts add up to the whole to the minor unit.
 */
export function bySource(
  facts: Facts,
  business: Business,
  window: DayWindow,
  perCampaign: boolean,
  { asOfDay, workspace }: Pick<MeasureOptions, 'asOfDay' | 'workspace'>,
): SourcesReport {
  const context: Context = createContext(facts, workspace, asOfDay, null);
  const { cache } = context;
  const settings = workspace.attribution ?? DEFAULT_ATTRIBUTION;
  const set = modelSet(settings, () => journeysOf(cache, settings.lookbackDays, asOfDay));
  const deals = facts.table('deals');
  const touches = facts.table('touches');
  const report: SourcesReport = {
    models: set,
    sources: [],
    untouched: { conversions: 0, amount: 0 },
    total: { conversions: 0, amount: 0 },
    leftOut: { noAmount: 0, foreign: 0 },
  };
  if (deals.rows === 0 || set.refused) return report;
  const paths = new Paths(cache, deals, 'deal', settings.lookbackDays);
  const closed = cache.dayColumn(deals, 'closed');
  const created = cache.dayColumn(deals, 'created');
  const amounts = deals.column('amount') as Float64Array;
  const conversion = cache.conversion(deals, 'closed');
  const decided = decisions(cache);
  const test = deals.has('test') ? (deals.column('test') as Uint8Array) : null;
  const types = deals.has('type') ? (deals.column('type') as Uint32Array) : null;
  const named = (value: string) => new Set(types ? facts.codes('deal-type', value) : []);
  const [expansions, renewals] = [named('expansion'), named('renewal')];
  const channels =
    touches.rows > 0 && touches.has('channel') ? (touches.column('channel') as Uint32Array) : null;
  const campaigns =
    perCampaign && touches.rows > 0 && touches.has('campaign')
      ? (touches.column('campaign') as Uint32Array)
      : null;
  const found = new Map<string, Source>();
  const sourceOf = (touch: number, party: number): Source => {
    const channel =
      party === OURS && channels ? (facts.value('touch-channel', channels[touch]!) ?? '').trim() : '';
    const campaign = perCampaign ? (campaigns?.[touch] ?? NO_CODE) : null;
    const key = `${party}|${channel.toLowerCase()}|${campaign}`;
    let source = found.get(key);
    if (!source) {
      source = { party, channel, campaign, touches: 0, conversions: 0, influenced: 0, attributed: 0 };
      found.set(key, source);
    }
    return source;
  };

  for (let row = 0; row < deals.rows; row++) {
    const day = closed[row]!;
    if (deals.partner[row]! < -1 || test?.[row] === 1 || day === NO_TIME) continue;
    if (day < window.from || day >= window.to || created[row]! >= asOfDay || decided(row) !== true) continue;
    const type = types ? types[row]! : NO_CODE;
    if (business === 'expansion' ? !expansions.has(type) : expansions.has(type) || renewals.has(type))
      continue;
    if (conversion?.currency && conversion.currency[row] !== cache.ownCurrency) {
      report.leftOut.foreign++;
      continue;
    }
    const amount = Math.round(amounts[row]! * (conversion?.factor?.[row] ?? 1));
    if (Number.isNaN(amount)) {
      report.leftOut.noAmount++;
      continue;
    }
    report.total.conversions++;
    report.total.amount += amount;
    const path = touches.rows > 0 ? paths.of(row, day) : null;
    if (!path) {
      report.untouched.conversions++;
      report.untouched.amount += amount;
      continue;
    }
    const weights = set.chosen.weights(path, settings, set.learned);
    const mine = new Map<Source, number>();
    path.touches.forEach(({ party }, i) => {
      const source = sourceOf(path.rows[i]!, party);
      source.touches++;
      mine.set(source, (mine.get(source) ?? 0) + weights[i]!);
    });
    shareOut(amount, mine);
  }
  report.sources = [...found.values()].sort((a, b) => b.attributed - a.attributed || a.party - b.party);
  return report;
}

/** Parties first, as KPIs share a deal; then each party's part among its sources. */
function shareOut(amount: number, weights: ReadonlyMap<Source, number>): void {
  const parties = [...new Set([...weights.keys()].map(({ party }) => party))].sort((a, b) => a - b);
  const of = (party: number) => [...weights].filter(([source]) => source.party === party);
  const sum = (list: readonly (readonly [Source, number])[]) => list.reduce((total, [, w]) => total + w, 0);
  const wholes = allocate(
    amount,
    parties.map((party) => sum(of(party))),
    new Float64Array(parties.length),
  );
  parties.forEach((party, i) => {
    const own = of(party);
    const all = sum(own);
    const parts = allocate(
      wholes[i]!,
      own.map(([, weight]) => (all > 0 ? weight / all : 1 / own.length)),
      new Float64Array(own.length),
    );
    own.forEach(([source], k) => {
      source.conversions++;
      source.influenced += amount;
      source.attributed += parts[k]!;
    });
  });
}
