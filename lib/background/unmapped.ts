/** Stages of open deals that say nothing of how far a deal is. Pure. */
import type { Facts } from '../facts/factset';
import { type StageTerm, termOf } from '../facts/stage-terms';
import { NO_CODE } from '../facts/types';
import { stageGroup } from '../fields/stages';
import type { UnmappedStage } from '../signals/types';

/** Most stages kept for a partner: the rest is told by none of them. */
const MOST = 5;

/**
 * @param terms what a person said of stages
 * @returns what it takes to ask for one partner: its stages without a known meaning, those of most open deals first
 */
export function unmappedStages(
  facts: Facts,
  terms: readonly StageTerm[],
): (ordinal: number) => UnmappedStage[] {
  const table = facts.table('deals');
  if (table.rows === 0 || !table.has('stage')) return () => [];
  const stage = table.column('stage') as Uint32Array;
  const status = table.has('status') ? (table.column('status') as Uint32Array) : null;
  const test = table.has('test') ? (table.column('test') as Uint8Array) : null;
  const size = facts.size(table.definition.columns.stage!.domain!);
  const unknown = new Uint8Array(size);
  for (let code = NO_CODE + 1; code < size; code++) {
    const name = facts.value('stage', code);
    if (name && stageGroup(name) === null) unknown[code] = 1;
  }
  if (!unknown.includes(1)) return () => [];
  const decided = new Set([...facts.codes('deal-status', 'won'), ...facts.codes('deal-status', 'lost')]);
  return (ordinal) => {
    const deals = new Map<number, number>();
    const { from, to, list } = table.span(ordinal);
    for (let at = from; at < to; at++) {
      const row = list ? list[at]! : at;
      const code = stage[row]!;
      if (unknown[code] !== 1 || test?.[row] === 1 || (status && decided.has(status[row]!))) continue;
      deals.set(code, (deals.get(code) ?? 0) + 1);
    }
    const partnerId = facts.partners[ordinal]?.id ?? null;
    for (const code of deals.keys())
      if (termOf(terms, facts.value('stage', code) ?? '', partnerId) !== null) deals.delete(code);
    return [...deals]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MOST)
      .map(([code, count]) => ({ stage: facts.value('stage', code) ?? '', deals: count }));
  };
}
