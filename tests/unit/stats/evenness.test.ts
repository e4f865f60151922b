import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenness } from '@/lib/stats/evenness';

describe('evenness', () => {
  it('is 1 for equal numbers, and H / ln S otherwise', () => {
    // Pielou (1966): H is largest, ln S, where all kinds are equally many.
    expect(evenness([20, 20, 20, 20, 20])).toMatchObject({ kinds: 5, evenness: 1 });
    expect(evenness([20, 20, 20, 20, 20]).entropy).toBeCloseTo(Math.log(5), 12);
    // By hand: p = 0.5, 0.25, 0.25 gives H = 1.5 ln 2.
    const some = evenness([2, 1, 1]);
    expect(some.entropy).toBeCloseTo(1.5 * Math.log(2), 12);
    expect(some.evenness).toBeCloseTo((1.5 * Math.log(2)) / Math.log(3), 12);
  });

  it('does not exist for one kind or none, and kinds without any do not count', () => {
    expect(evenness([])).toEqual({ entropy: 0, most: 0, kinds: 0, evenness: null });
    expect(evenness([7])).toEqual({ entropy: 0, most: 0, kinds: 1, evenness: null });
    expect(evenness([7, 0])).toMatchObject({ kinds: 1, evenness: null });
    expect(evenness([3, 3, 0])).toEqual(evenness([3, 3]));
  });

  it('is between 0 and 1, whatever the order and scale of the counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 2, maxLength: 40 }),
        (counts) => {
          const { evenness: value, entropy } = evenness(counts);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(evenness([...counts].reverse()).entropy).toBeCloseTo(entropy, 9);
          expect(evenness(counts.map((count) => count * 3)).entropy).toBeCloseTo(entropy, 9);
        },
      ),
    );
  });
});
