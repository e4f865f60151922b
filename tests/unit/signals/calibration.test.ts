import { describe, expect, it } from 'vitest';
import type { SeriesPoint } from '@/lib/kpi/types';
import { evaluateSignals } from '@/lib/signals/registry';
import { definition, months, share } from '../score/build';
import { AS_OF, context, type Given } from './build';

/** Seeded uniform numbers (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function poisson(mean: number, random: () => number): number {
  const end = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > end; product *= random()) count++;
  return count;
}

const PARTNERS = 150;

/** Two years of a share whose chance is 30 % until its last three months, then `last`. */
function history(rows: number, last: number, random: () => number): SeriesPoint[] {
  return months(
    AS_OF,
    Array.from({ length: 24 }, (_, month) => {
      const n = poisson(rows, random);
      const chance = month < 21 ? 0.3 : last;
      let k = 0;
      for (let i = 0; i < n; i++) if (random() < chance) k++;
      return { k, n };
    }),
  );
}

/** Share of simulated partners in which each rule fires; the first KPI moves to `last`, the others stay. */
function rates(rows: number, last: number, kpis = 20): (rule: string) => number {
  const random = seeded(rows * 1000 + last * 100);
  const fired = new Map<string, number>();
  for (let partner = 0; partner < PARTNERS; partner++) {
    const given = Array.from({ length: kpis }, (_, i): Given => {
      const id = `kpi-${i}`;
      const series = history(rows, i === 0 ? last : 0.3, random);
      const k = series.reduce((sum, point) => sum + point.numerator!, 0);
      const n = series.reduce((sum, point) => sum + point.n, 0);
      return {
        definition: definition(id, {
          dimension: i % 2 === 0 ? 'performance' : 'quality',
          kind: i % 3 === 0 ? 'lagging' : 'leading',
          limit: { basis: 'absolute', warn: 0.2, fail: 0.1 },
        }),
        measurement: share(id, k, n),
        programme: share(id, 3000 + k, 10_000 + n),
        series,
      };
    });
    for (const { rule } of evaluateSignals(context(given), 99)) fired.set(rule, (fired.get(rule) ?? 0) + 1);
  }
  return (rule) => (fired.get(rule) ?? 0) / PARTNERS;
}

describe('signals on chance alone', () => {
  it.each([
    [20, 4],
    [20, 12],
    [20, 40],
    [60, 12],
  ])('rarely alarm (%i KPIs, %i rows a month)', (kpis, rows) => {
    const rate = rates(rows, 0.3, kpis);
    for (const rule of [
      'limit-breach',
      'conversion-drop',
      'fraud-like-spike',
      'below-programme',
      'volume-up-quality-down',
      'momentum',
      'slipping',
    ])
      expect(rate(rule), rule).toBeLessThan(0.05);
  });

  it('find a share that halves', () => {
    const rate = rates(120, 0.15);
    expect(rate('conversion-drop')).toBeGreaterThan(0.9);
    expect(rate('slipping')).toBeGreaterThan(0.8);
  });
});
