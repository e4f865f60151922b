import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kitagawa } from '@/lib/stats/kitagawa';

describe('Kitagawa’s parts', () => {
  it('take apart the kidney stones: each kind went better, the mix made it look worse', () => {
    // Charig et al., BMJ 292 (1986) 879-882, as in Julious and Mullee, BMJ 309 (1994) 1480-1481: percutaneous surgery
    // 234 of 270 small and 55 of 80 large stones, open surgery 81 of 87 and 192 of 263.
    const found = kitagawa(
      [
        { n: 270, k: 234 },
        { n: 80, k: 55 },
      ],
      [
        { n: 87, k: 81 },
        { n: 263, k: 192 },
      ],
    )!;
    expect(found.mix + found.rate).toBeCloseTo(273 / 350 - 289 / 350, 12);
    expect(found.rate).toBeCloseTo(0.0536, 3);
    expect(found.mix).toBeCloseTo(-0.0994, 3);
  });

  it('add up to the difference, whatever the groups; one alone has no mix, equal rates no rate part', () => {
    const counts = fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([n, share]) => ({ n, k: Math.round(n * share) }));
    fc.assert(
      fc.property(fc.array(fc.tuple(counts, counts), { minLength: 1, maxLength: 6 }), (pairs) => {
        const [before, after] = [pairs.map(([was]) => was), pairs.map(([, is]) => is)];
        const sum = (of: typeof before, what: 'n' | 'k') => of.reduce((total, one) => total + one[what], 0);
        const found = kitagawa(before, after);
        if (sum(before, 'n') === 0 || sum(after, 'n') === 0) {
          expect(found).toBeNull();
          return;
        }
        const difference = sum(after, 'k') / sum(after, 'n') - sum(before, 'k') / sum(before, 'n');
        expect(found!.mix + found!.rate).toBeCloseTo(difference, 9);
        if (pairs.length === 1) expect(found!.mix).toBeCloseTo(0, 12);
      }),
    );
    const half = (n: number) => ({ n, k: n / 2 });
    expect(kitagawa([half(10), half(90)], [half(60), half(40)])).toMatchObject({ rate: 0, mix: 0 });
  });

  it('take a group that came or went as mix', () => {
    const found = kitagawa(
      [
        { n: 10, k: 5 },
        { n: 0, k: 0 },
      ],
      [
        { n: 10, k: 5 },
        { n: 10, k: 10 },
      ],
    )!;
    expect(found).toMatchObject({ rate: 0, mix: 0.25 });
  });
});
