import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/kpi/judge';
import { kpiDefinition } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { wilson } from '@/lib/stats/wilson';
import { definition, limit, measured, share } from './build';

const higher = definition('win-rate');
const lower = definition('discount-rate', { direction: 'lower', minimum: { n: 5, of: 'won deals' } });

describe('states', () => {
  const at = limit(0.3, 0.2);

  it('not measured: no rows, a reason, or no number', () => {
    expect(judge(higher, share('win-rate', 0, 0), at)).toMatchObject({
      state: 'not-measured',
      grade: null,
      score: null,
      needed: null,
    });
    expect(judge(higher, { ...measured('win-rate', Number.NaN, 50), immature: 7 }, at)).toMatchObject({
      state: 'not-measured',
      value: null,
      immature: 7,
    });
  });

  it('insufficient below the minimum sample, however clear: no grade, no score', () => {
    const result = judge(higher, share('win-rate', 19, 19), at);
    expect(result).toMatchObject({
      state: 'insufficient',
      grade: null,
      score: null,
      needed: 1,
      numerator: 19,
    });
    expect(judge(higher, share('win-rate', 20, 20), at).state).toBe('confident');
  });

  it('an insufficient result needs its minimum and a settled grade', () => {
    // 4 of 10 against a floor of 30 %: 20 rows are not enough to be sure of 40 %.
    const { needed } = judge(higher, share('win-rate', 4, 10), at);
    const clears = (n: number) => wilson(0.4 * n, n)!.low >= 0.3;
    expect(needed).toBeGreaterThan(10);
    expect(clears(10 + needed!)).toBe(true);
    expect(clears(9 + needed!)).toBe(false);
    // On the limit itself no sample settles it: only the minimum is missing.
    expect(judge(higher, share('win-rate', 3, 10), at).needed).toBe(10);
  });

  it('confident pass: the whole interval on the good side of warn', () => {
    expect(judge(higher, measured('x', 0.4, 50, 0.3, 0.5), at)).toMatchObject({
      state: 'confident',
      grade: 'pass',
      needed: null,
    });
    expect(judge(higher, measured('x', 0.4, 50, 0.299, 0.5), at)).toMatchObject({
      state: 'provisional',
      grade: 'pass',
    });
  });

  it('confident fail: the whole interval beyond fail', () => {
    expect(judge(higher, measured('x', 0.1, 50, 0.05, 0.199), at)).toMatchObject({
      state: 'confident',
      grade: 'fail',
    });
    expect(judge(higher, measured('x', 0.1, 50, 0.05, 0.2), at)).toMatchObject({
      state: 'provisional',
      grade: 'fail',
    });
  });

  it('confident warning: the whole interval between them', () => {
    expect(judge(higher, measured('x', 0.25, 50, 0.2, 0.299), at)).toMatchObject({
      state: 'confident',
      grade: 'warn',
    });
    expect(judge(higher, measured('x', 0.25, 50, 0.2, 0.3), at).state).toBe('provisional');
    expect(judge(higher, measured('x', 0.25, 50, 0.19, 0.29), at).state).toBe('provisional');
  });

  it('turns round where less is better', () => {
    const cap = limit(0.15, 0.2);
    expect(judge(lower, measured('x', 0.31, 18, 0.26, 0.36), cap)).toMatchObject({
      state: 'confident',
      grade: 'fail',
      score: 0,
    });
    expect(judge(lower, measured('x', 0.15, 18, 0.1, 0.15), cap)).toMatchObject({
      state: 'confident',
      grade: 'pass',
      score: 50,
    });
    expect(judge(lower, measured('x', 0.2, 18, 0.16, 0.2), cap)).toMatchObject({
      state: 'confident',
      grade: 'warn',
      score: 0,
    });
  });

  it('a total is a census: confident from the minimum on', () => {
    const revenue = definition('revenue', { unit: 'currency', minimum: { n: 1, of: 'deals' } });
    const target = limit(90_000, 75_000);
    expect(judge(revenue, measured('revenue', 60_000, 1), target)).toMatchObject({
      state: 'confident',
      grade: 'fail',
    });
    expect(judge(revenue, measured('revenue', 60_000, 0), target).state).toBe('insufficient');
  });

  it('one open end is unknown ground, not a census', () => {
    const launch = definition('time-to-launch', {
      unit: 'days',
      direction: 'lower',
      minimum: { n: 3, of: 'campaigns' },
    });
    const cap = limit(45, 60);
    expect(judge(launch, measured('x', 30, 3, 0, null), cap)).toMatchObject({
      state: 'provisional',
      grade: 'pass',
      needed: null,
    });
    expect(judge(launch, { ...measured('x', 80, 3, 70, null), atLeast: true }, cap)).toMatchObject({
      state: 'confident',
      grade: 'fail',
    });
    expect(judge(higher, measured('x', 0.4, 50, null, 0.5), at).state).toBe('provisional');
  });

  it('without a limit there is nothing to be unsure about, and nothing to score', () => {
    expect(judge(higher, share('win-rate', 18, 50), null)).toMatchObject({
      state: 'confident',
      grade: null,
      score: null,
      limit: null,
    });
    expect(judge(definition('x', { direction: 'info' }), share('x', 18, 50), at)).toMatchObject({
      grade: null,
      score: null,
    });
  });

  it('a limit at the best value there is can be met for certain', () => {
    const disclosure = definition('disclosure', { minimum: { n: 5, of: 'pages' } });
    const all = limit(1, 0.9);
    expect(judge(disclosure, share('disclosure', 400, 400), all)).toMatchObject({
      state: 'confident',
      grade: 'pass',
      score: 100,
    });
    expect(judge(disclosure, share('disclosure', 6, 6), all)).toMatchObject({
      state: 'provisional',
      grade: 'pass',
    });
    const violations = definition('violations', {
      direction: 'lower',
      unit: 'points',
      minimum: { n: 1, of: 'audits' },
    });
    expect(judge(violations, measured('violations', 0, 90, 0, 4), limit(0, 9))).toMatchObject({
      state: 'confident',
      grade: 'pass',
      score: 100,
    });
    expect(judge(violations, measured('violations', 0, 9, 0, 41), limit(0, 9)).state).toBe('provisional');
  });
});

describe('score', () => {
  it.each([
    [0.1, 0],
    [0.2, 0],
    [0.25, 25],
    [0.3, 50],
    [0.36, 80],
    [0.4, 100],
    [0.9, 100],
  ])('%d between 20 % and 40 % is %d', (value, score) => {
    expect(judge(higher, measured('x', value, 50), limit(0.3, 0.2)).score).toBeCloseTo(score, 9);
  });

  it('sets the target no further than the unit goes', () => {
    expect(judge(higher, measured('x', 1, 50), limit(1, 0.95)).score).toBe(100);
    expect(judge(higher, measured('x', 0.975, 50), limit(0.98, 0.95)).score).toBeCloseTo(50, 9);
    expect(judge(lower, measured('x', 0, 50), limit(0.04, 0.2)).score).toBe(100);
  });

  it('is all or nothing where warn and fail coincide', () => {
    const target = definition('x', { unit: 'currency', minimum: { n: 1, of: 'deals' } });
    expect(judge(target, measured('x', 200, 1), limit(100, 100)).score).toBe(100);
    expect(judge(target, measured('x', 99, 1), limit(100, 100))).toMatchObject({ score: 0, grade: 'fail' });
  });
});

describe('percentages that may be above 100 %', () => {
  const retention = kpiDefinition('net-revenue-retention');
  const at = limit(1, 0.9);

  it('are not certain while the limit of 100 % lies within the interval', () => {
    const state = (low: number) => judge(retention, measured(retention.id, 1.15, 40, low, 1.4), at).state;
    expect(state(0.95)).toBe('provisional');
    expect(state(1.01)).toBe('confident');
    // A share of a whole can be no more than whole: beyond fail is all that can be asked of it.
    const pages = kpiDefinition('disclosure-compliance');
    expect(judge(pages, measured(pages.id, 1, 100, 0.963, 1), limit(1, 0.95)).state).toBe('confident');
  });

  it('score 50 at the warning limit and 100 as far beyond it as it is from fail', () => {
    const score = (id: string, value: number, warn: number, fail: number) =>
      judge(kpiDefinition(id), measured(id, value, 40, value, value), limit(warn, fail)).score;
    expect(score('net-revenue-retention', 1, 1, 0.9)).toBeCloseTo(50, 9);
    expect(score('net-revenue-retention', 1.1, 1, 0.9)).toBeCloseTo(100, 9);
    expect(score('roi', 1, 1, 0)).toBeCloseTo(50, 9);
    expect(score('gross-revenue-retention', 0.95, 0.9, 0.8)).toBeCloseTo(75, 9);
  });
});

describe('properties', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const rows = fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

  it('grade, score and state agree with each other', () => {
    fc.assert(
      fc.property(rows, fraction, fraction, fc.constantFrom(higher, lower), ([k, n], a, b, kpi) => {
        const [warn, fail] =
          kpi === higher ? [Math.max(a, b), Math.min(a, b)] : [Math.min(a, b), Math.max(a, b)];
        const result = judge(kpi, share(kpi.id, k, n), limit(warn, fail));
        expect(result.state === 'insufficient').toBe(n < kpi.minimum.n);
        if (result.score === null) return;
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
        if (result.grade === 'fail') expect(result.score).toBe(0);
        if (result.grade === 'warn') expect(result.score).toBeLessThanOrEqual(100);
        if (result.state === 'confident') expect(result.needed).toBeNull();
      }),
    );
  });

  it('as many rows as needed settle a provisional share, and one fewer does not', () => {
    fc.assert(
      fc.property(rows, fraction, ([k, n], at) => {
        const kpi = definition('x', { minimum: { n: 1, of: 'rows' } });
        const bounds = limit(at, at);
        const { needed, state, grade } = judge(kpi, share('x', k, n), bounds);
        if (needed === null) return;
        expect(state).toBe('provisional');
        const grown = (more: number): Measurement => ({
          ...share('x', k, n),
          n: n + more,
          ...wilson((k / n) * (n + more), n + more)!,
        });
        expect(judge(kpi, grown(needed), bounds)).toMatchObject({ state: 'confident', grade });
        expect(judge(kpi, grown(needed - 1), bounds).state).toBe('provisional');
      }),
    );
  });

  it('never gives a non-number for any measurement', () => {
    const number = fc.double({ min: -1e100, max: 1e100, noNaN: true });
    const any = fc.oneof(fc.constantFrom(null, Number.NaN, Infinity, -Infinity), number);
    fc.assert(
      fc.property(any, any, any, number, number, fc.nat(100), (value, low, high, warn, fail, n) => {
        const result = judge(higher, measured('x', value, n, low, high), limit(warn, fail));
        expect(Number.isNaN(result.score ?? 0)).toBe(false);
        expect(Number.isNaN(result.needed ?? 0)).toBe(false);
      }),
    );
  });
});
