import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '@/lib/facts/attribution';
import { allocate } from '@/lib/kpi/attribution/allocate';
import { models } from '@/lib/kpi/attribution/registry';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { byParty, partiesOf } from '@/lib/kpi/attribution/shares';
import type { Path, Touch } from '@/lib/kpi/attribution/types';
import { OURS, touch } from './touches';

const anyTouch: fc.Arbitrary<Touch> = fc
  .record({
    day: fc.integer({ min: 0, max: 6 }),
    party: fc.integer({ min: OURS, max: 3 }),
    marks: fc.uniqueArray(fc.constantFrom('FT' as const, 'LC' as const, 'OC' as const), { maxLength: 3 }),
    role: fc.option(fc.constantFrom(...ROLES), { nil: undefined }),
    direct: fc.boolean(),
  })
  .map(touch);

/** Touches in order of time, several of them in the same minute. */
const anyPath: fc.Arbitrary<Path> = fc.record({
  touches: fc
    .array(anyTouch, { minLength: 1, maxLength: 9 })
    .map((touches) => touches.sort((a, b) => a.minute - b.minute)),
  registeredBy: fc.option(fc.integer({ min: 0, max: 3 })),
  sourcedBy: fc.option(fc.integer({ min: 0, max: 3 })),
});
const learned = new Map([
  [OURS, 0.2],
  [0, 0.9],
  [1, 0.4],
  [2, 0],
  [3, 1],
]);
const amount = fc.oneof(fc.integer({ min: -1_000_000, max: 100_000_000 }), fc.constant(1), fc.constant(0));

describe.each(models().map((model) => [model.id, model] as const))('%s', (_, model) => {
  const weightsOf = (path: Path) => model.weights(path, DEFAULT_ATTRIBUTION, learned);

  it('gives weights of at least 0 that add up to 1', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const weights = weightsOf(path);
        expect(weights).toHaveLength(path.touches.length);
        for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(0);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('conserves the money to the cent', () => {
    fc.assert(
      fc.property(anyPath, amount, (path, cents) => {
        const parties = partiesOf(path);
        const parts = allocate(
          cents,
          byParty(path, weightsOf(path), parties),
          new Float64Array(parties.length),
        );
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents);
        for (const part of parts) expect(Number.isInteger(part)).toBe(true);
      }),
    );
  });

  it('gives each party the same whatever the order of touches of the same minute', () => {
    fc.assert(
      fc.property(anyPath, fc.infiniteStream(fc.nat()), amount, (path, keys, cents) => {
        const shuffled = path.touches
          .map((each) => ({ each, key: keys.next().value! }))
          .sort((a, b) => a.each.minute - b.each.minute || a.key - b.key)
          .map(({ each }) => each);
        const parties = partiesOf(path);
        const parts = (of: Path) =>
          allocate(cents, byParty(of, weightsOf(of), parties), new Float64Array(parties.length));
        expect([...parts({ ...path, touches: shuffled })]).toEqual([...parts(path)]);
      }),
    );
  });
});

describe('allocate', () => {
  it('gives what is left to the largest remainders, of equal ones to the first', () => {
    const parts = (cents: number, ...weights: number[]) => [
      ...allocate(cents, weights, new Float64Array(weights.length)),
    ];
    expect(parts(100, 1 / 3, 1 / 3, 1 / 3)).toEqual([34, 33, 33]);
    expect(parts(101, 0.5, 0.25, 0.25)).toEqual([51, 25, 25]);
    expect(parts(10, 0.26, 0.48, 0.26)).toEqual([3, 5, 2]);
    expect(parts(-100, 1 / 3, 2 / 3)).toEqual([-33, -67]);
    expect(parts(3, 0.1, 0.9)).toEqual([0, 3]);
    expect(parts(100.4, 0.5, 0.5)).toEqual([50, 50]);
  });
});
