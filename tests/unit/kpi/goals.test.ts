import { describe, expect, it } from 'vitest';
import { ago, measure } from './measure';

describe('target attainment from a baseline (K51)', () => {
  // 51 of 92 days: 1 October to 20 November.
  const pace = 51 / 92;
  const goal = { partner: 'p', metric: 'revenue', from: '2026-10-01', to: '2027-01-01', target: 900_000 };
  const deals = [
    { deal: 'a', partner: 'p', status: 'won', created: ago(90), closed: ago(10), amount: 400_000 },
  ];
  const of = (more: object, rows = deals) =>
    measure('target-attainment-baseline', { deals: rows, goals: [{ ...goal, ...more }] });

  it('is what was won beyond the baseline, of what was asked for beyond it', () => {
    const { value, n } = of({ baseline: 300_000 });
    expect(value).toBeCloseTo((400_000 - 300_000 * pace) / (600_000 * pace), 12);
    expect(n).toBe(1);
  });

  it('is below nothing when less was won than would have come anyway', () => {
    const old = [{ ...deals[0]!, closed: ago(300) }];
    expect(of({ baseline: 300_000 }, old).value).toBeCloseTo(-0.5, 12);
  });

  it('leaves out goals without a baseline, and has no value where the goal is the baseline', () => {
    expect(of({ baseline: 900_000 }).value).toBeNull();
    expect(of({})).toMatchObject({ value: null, n: 0 });
    const goals = [
      { ...goal, baseline: 300_000 },
      { ...goal, from: '2026-11-01' },
    ];
    expect(measure('target-attainment-baseline', { deals, goals })).toMatchObject({
      n: 1,
      value: of({ baseline: 300_000 }).value,
    });
  });
});
