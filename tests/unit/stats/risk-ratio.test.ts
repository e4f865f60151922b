import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eValue, meansAsRatio, riskRatio } from '@/lib/stats/risk-ratio';

describe('risk ratio', () => {
  it('has the interval of the log scale, as Rothman’s example of 2 x 2 tables works it', () => {
    // Aspirin and heart attacks, Physicians' Health Study (New England Journal of Medicine 321, 1989, 129-135): 139 of
    // 11,037 against 239 of 11,034; a ratio of 0.58 from 0.47 to 0.72.
    const { ratio, low, high } = riskRatio(139 / 11_037, 11_037, 239 / 11_034, 11_034)!;
    expect(ratio).toBeCloseTo(0.58, 2);
    expect(low).toBeCloseTo(0.47, 2);
    expect(high).toBeCloseTo(0.72, 2);
  });

  it('has none over nothing, and no interval of nothing', () => {
    expect(riskRatio(0.2, 10, 0, 10)).toBeNull();
    expect(riskRatio(0.2, 0, 0.1, 10)).toBeNull();
    expect(riskRatio(0, 10, 0.5, 10)).toEqual({ ratio: 0, low: null, high: null });
  });
});

describe('E-value', () => {
  it('is that of VanderWeele and Ding: 3.9 (1.8 to 8.7) takes 7.26, its interval 3.0', () => {
    const { point, interval } = eValue({ ratio: 3.9, low: 1.8, high: 8.7 })!;
    expect(point).toBeCloseTo(7.26, 2);
    expect(interval).toBeCloseTo(3.0, 2);
  });

  it('is 1 for an interval that holds no effect, and null without one', () => {
    expect(eValue({ ratio: 1.3, low: 0.9, high: 1.9 })!.interval).toBe(1);
    expect(eValue({ ratio: 1.3, low: null, high: null })!.interval).toBeNull();
    expect(eValue({ ratio: 1, low: 1, high: 1 })).toEqual({ point: 1, interval: 1 });
    expect(eValue({ ratio: 0, low: null, high: null })).toBeNull();
  });

  it('is the same for a harm and for the benefit turned round, and grows with the effect', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 50, noNaN: true }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        (ratio, spread) => {
          const harm = eValue({ ratio, low: ratio * Math.exp(-spread), high: ratio * Math.exp(spread) })!;
          const benefit = eValue({
            ratio: 1 / ratio,
            low: Math.exp(-spread) / ratio,
            high: Math.exp(spread) / ratio,
          })!;
          expect(benefit.point).toBeCloseTo(harm.point, 9);
          expect(benefit.interval!).toBeCloseTo(harm.interval!, 6);
          expect(harm.interval!).toBeLessThanOrEqual(harm.point);
          expect(eValue({ ratio: ratio * 1.1, low: null, high: null })!.point).toBeGreaterThan(harm.point);
        },
      ),
    );
  });

  it('takes a difference of means by exp(0.91 d)', () => {
    const ratio = meansAsRatio(5, { low: -1, high: 11 }, 10)!;
    expect(ratio.ratio).toBeCloseTo(Math.exp(0.455), 12);
    expect(eValue(ratio)!.interval).toBe(1);
    expect(meansAsRatio(5, { low: 1, high: 9 }, 0)).toBeNull();
  });
});
