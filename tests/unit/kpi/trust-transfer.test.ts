import { describe, expect, it } from 'vitest';
import { wilson } from '@/lib/stats/wilson';
import { ago, measure } from './measure';

/** Closed deals of one side in one segment. */
const deals = (partner: string | undefined, segment: string, won: number, lost: number) =>
  Array.from({ length: won + lost }, (_, i) => ({
    deal: `${partner} ${segment} ${i}`,
    ...(partner ? { partner } : {}),
    segment,
    created: ago(60),
    closed: ago(5),
    status: i < won ? 'won' : 'lost',
  }));
const of = (rows: ReturnType<typeof deals>) => measure('trust-transfer', { deals: rows }, { of: 'p' });

describe('trust transfer', () => {
  it('compares like with like: a partner in hard segments only is not behind', () => {
    const found = of([
      ...deals('p', 'hard', 12, 28),
      ...deals(undefined, 'hard', 8, 32),
      ...deals(undefined, 'easy', 90, 10),
    ]);
    expect(found.value).toBeCloseTo(0.3 - 0.2, 12);
    expect(found).toMatchObject({ n: 40, numerator: 0.3, denominator: 0.2 });
  });

  it('has the interval of Newcombe’s method 10, of his example with 56 of 70 against 48 of 80', () => {
    const found = of([...deals('p', 'one', 56, 14), ...deals(undefined, 'one', 48, 32)]);
    expect(found.value).toBeCloseTo(0.2, 12);
    expect(found.low).toBeCloseTo(0.0524, 4);
    expect(found.high).toBeCloseTo(0.3339, 4);
  });

  it('weighs the other side to the partner’s mix, and pays for uneven weights with a wider interval', () => {
    const found = of([
      ...deals('p', 'hard', 6, 24),
      ...deals('p', 'easy', 8, 2),
      ...deals(undefined, 'hard', 1, 9),
      ...deals(undefined, 'easy', 80, 20),
    ]);
    const direct = (30 * 0.1 + 10 * 0.8) / 40;
    expect(found.value).toBeCloseTo(14 / 40 - direct, 12);
    const plain = wilson(direct * 110, 110)!;
    expect(found.value! - found.low!).toBeGreaterThan(plain.high - direct);
  });

  it('leaves out segments with one side only, and says when there is nothing to compare with', () => {
    const rows = [
      ...deals('p', 'one', 20, 20),
      ...deals('p', 'alone', 40, 0),
      ...deals(undefined, 'one', 20, 20),
    ];
    expect(of(rows)).toMatchObject({ value: 0, n: 40 });
    expect(of(deals('p', 'alone', 40, 0))).toMatchObject({
      value: null,
      reason: expect.stringContaining('comparable'),
    });
  });
});
