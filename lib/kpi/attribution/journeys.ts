import { GONE } from '../../facts/table';
import { NO_TIME } from '../../facts/types';
import type { FactsCache } from '../engine/cache';
import { Paths } from './paths';
import type { Journey } from './types';

/** Whether a deal is won (true), lost (false) or neither (null): its status, or what its stage says, as in fragments.ts. */
export function decisions(cache: FactsCache): (row: number) => boolean | null {
  const { facts } = cache;
  const deals = facts.table('deals');
  const codes = (column: string): Uint32Array | null =>
    deals.has(column) ? (deals.column(column) as Uint32Array) : null;
  const status = codes('status');
  const stage = codes('stage');
  const meaning = (domain: string, names: readonly string[]) =>
    new Set(names.flatMap((name) => facts.codes(domain, name)));
  const synonyms = Object.entries(deals.definition.columns.status?.synonyms ?? {});
  const named = (value: string) => [
    value,
    ...synonyms.filter(([, to]) => to === value).map(([name]) => name),
  ];
  const [won, lost] = status
    ? [meaning('deal-status', ['won']), meaning('deal-status', ['lost'])]
    : [new Set<number>(), new Set<number>()];
  const [wonStages, lostStages] = stage
    ? [meaning('stage', named('won')), meaning('stage', named('lost'))]
    : [new Set<number>(), new Set<number>()];
  return (row) => {
    if (status && status[row] !== 0)
      return won.has(status[row]!) ? true : lost.has(status[row]!) ? false : null;
    if (!stage) return null;
    return wonStages.has(stage[row]!) ? true : lostStages.has(stage[row]!) ? false : null;
  };
}

/** Ways of all deals that were won or lost before the as-of day, for models that learn from them. */
export function journeysOf(cache: FactsCache, lookbackDays: number, asOfDay: number): Journey[] {
  const deals = cache.facts.table('deals');
  if (deals.rows === 0 || cache.facts.table('touches').rows === 0) return [];
  const paths = new Paths(cache, deals, 'deal', lookbackDays);
  const closed = cache.dayColumn(deals, 'closed');
  const decided = decisions(cache);
  const test = deals.has('test') ? (deals.column('test') as Uint8Array) : null;
  const journeys: Journey[] = [];
  for (let row = 0; row < deals.rows; row++) {
    if (deals.partner[row] === GONE || test?.[row] === 1) continue;
    const day = closed[row]!;
    if (day === NO_TIME || day >= asOfDay) continue;
    const converted = decided(row);
    if (converted === null) continue;
    const path = paths.of(row, day);
    if (path) journeys.push({ channels: path.touches.map(({ channel }) => channel), converted });
  }
  return journeys;
}
