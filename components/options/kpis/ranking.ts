import type { KpiDefinition } from '@/lib/kpi/define';
import type { JudgedKpi } from '@/lib/kpi/types';
import { SHRINK_WEIGHT, shrink } from '@/lib/stats/shrink';

/** One partner's result of the KPI that is looked at. */
export interface Standing {
  partnerId: string;
  name: string;
  type: string | null;
  judged: JudgedKpi;
}

/** What a list of partners is ordered by; never the raw rate, which puts the smallest samples at both ends. */
export type Basis = 'shrunk' | 'bound' | 'total';

export interface Ranked extends Standing {
  /** What it is ordered by; null is not ranked: nothing measured, or too few rows. */
  key: number | null;
}

/** Numerator and denominator count the very rows that n counts. */
function isShareOfRows({ numerator, denominator, n }: JudgedKpi): boolean {
  return numerator !== null && denominator !== null && denominator === n && numerator >= 0 && numerator <= n;
}

/** Pooled share of each partner type, from all of its partners' rows. */
function pooledShares(standings: readonly Standing[]): Map<string, number> {
  const sums = new Map<string, { k: number; n: number }>();
  for (const { type, judged } of standings) {
    if (!isShareOfRows(judged)) continue;
    const sum = sums.get(type ?? '') ?? { k: 0, n: 0 };
    sum.k += judged.numerator ?? 0;
    sum.n += judged.n;
    sums.set(type ?? '', sum);
  }
  return new Map([...sums].flatMap(([type, { k, n }]) => (n > 0 ? [[type, k / n] as const] : [])));
}

/** How the KPI's partners are ordered. */
export function basisOf(definition: KpiDefinition, standings: readonly Standing[]): Basis {
  const measured = standings.map(({ judged }) => judged).filter(({ value }) => value !== null);
  if (definition.formula.kind === 'proportion' && measured.every(isShareOfRows)) return 'shrunk';
  return measured.some(({ low, high }) => low !== null || high !== null) ? 'bound' : 'total';
}

/**
 * Partners from best to worst.
 * - `shrunk`: shares pulled towards that of their partner type (see lib/stats/shrink), whatever their sample
 * - `bound`: the end of the 95 % interval that speaks against the partner; too few rows are not ranked
 * - `total`: the value, for plain totals, which have no sampling error
 * @param worstFirst turns the order round; the unranked stay last, by name
 */
export function rank(
  definition: KpiDefinition,
  standings: readonly Standing[],
  worstFirst: boolean = false,
): Ranked[] {
  const basis = basisOf(definition, standings);
  const pooled = pooledShares(standings);
  const lower = definition.direction === 'lower';
  const keyOf = ({ type, judged }: Standing): number | null => {
    if (judged.value === null) return null;
    if (basis === 'shrunk')
      return shrink(judged.numerator ?? 0, judged.n, pooled.get(type ?? '') ?? judged.value, SHRINK_WEIGHT);
    if (judged.state === 'insufficient') return null;
    if (basis === 'total') return judged.value;
    return lower ? (judged.high ?? Number.POSITIVE_INFINITY) : (judged.low ?? Number.NEGATIVE_INFINITY);
  };
  const sign = (lower ? 1 : -1) * (worstFirst ? -1 : 1);
  return standings
    .map((standing) => ({ ...standing, key: keyOf(standing) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) {
        if (a.key !== b.key) return a.key === null ? 1 : -1;
      } else if (a.key !== b.key) return sign * (a.key - b.key);
      return a.name.localeCompare(b.name);
    });
}

export const BASIS_WORDS: Record<Basis, string> = {
  shrunk:
    'Ordered by the shrunk share: the raw one pulled towards that of its partner type, the more so the fewer its rows, so that a small sample leads no list by luck.',
  bound:
    'Ordered by the end of the 95\u00a0% interval that speaks against the partner, not by the raw value.',
  total: 'Ordered by the value: a total of all rows has no sampling error.',
};
