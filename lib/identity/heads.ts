/** Which partner another one counts for. */
import type { Partner } from '../match/types';
import type { Verdict } from './types';

/** Id of the partner that an id stands for: its own where nobody merged it. */
export type HeadOf = (id: string) => string;

/**
 * Follows merges to their end. One into a partner that is gone does not hold: what was merged stands for itself again
 * until that partner is back.
 * @param exists whether there is a partner with this id
 */
export function headsOf(verdicts: readonly Verdict[], exists: (id: string) => boolean): HeadOf {
  const next = new Map<string, string>();
  for (const { kind, from, into, endedAt } of verdicts)
    if (kind === 'one' && endedAt === null && exists(into)) next.set(from, into);
  return (id) => {
    const seen = new Set([id]);
    let at = id;
    for (let to = next.get(at); to !== undefined && !seen.has(to); to = next.get(at)) {
      seen.add(to);
      at = to;
    }
    return at;
  };
}

/** What merging adds of one partner to another. */
type Known = Pick<Partner, 'id' | 'name' | 'aliases' | 'domains' | 'crmIds' | 'codes'> & {
  foldedNames: string[];
  foldedCodes: string[];
};

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

/**
 * The partners that stand for themselves, in their order, each going by all that those merged into it go by. A partner
 * without any is the same object.
 */
export function standing<P extends Known>(partners: readonly P[], headOf: HeadOf): P[] {
  const merged = Map.groupBy(
    partners.filter(({ id }) => headOf(id) !== id),
    ({ id }) => headOf(id),
  );
  if (merged.size === 0) return [...partners];
  return partners
    .filter(({ id }) => headOf(id) === id)
    .map((partner) => {
      const all = [partner, ...(merged.get(partner.id) ?? [])];
      if (all.length === 1) return partner;
      const names = all.flatMap(({ name, aliases }) => [name, ...aliases]);
      return {
        ...partner,
        aliases: [...new Set(names)].filter((name) => name !== partner.name),
        domains: union(all.map(({ domains }) => domains)),
        crmIds: union([...all.map(({ crmIds }) => crmIds), all.slice(1).map(({ id }) => id)]),
        codes: union(all.map(({ codes }) => codes)),
        foldedNames: union(all.map(({ foldedNames }) => foldedNames)),
        foldedCodes: union(all.map(({ foldedCodes }) => foldedCodes)),
      };
    });
}
