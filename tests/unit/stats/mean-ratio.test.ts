import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { t975 } from '@/lib/stats/distributions/student-t';
import { mean } from '@/lib/stats/mean';
import { ratioOfSums } from '@/lib/stats/ratio';

const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 60 });

describe('t quantile', () => {
  // NIST/SEMATECH e-Handbook, section 1.3.6.7.2 (0.975 column), and qt(0.975, df) of R for more digits.
  it.each([
    [1, 12.706204736],
    [2, 4.30265273],
    [7, 2.364624252],
    [10, 2.228138852],
    [30, 2.042272456],
    [194, 1.972267533],
    [1000, 1.962339081],
  ])('of %i degrees of freedom', (df, expected) => {
    expect(t975(df)).toBeCloseTo(expected, 7);
  });
});

describe('mean', () => {
  it('has the t interval of the sleep data', () => {
    // Student, Biometrika 6 (1908) 1-25, first drug of the Cushny and Peebles table; bounds from R's t.test().
    const result = mean([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2])!;
    expect(result.value).toBeCloseTo(0.75, 12);
    expect(result.low).toBeCloseTo(-0.5297804, 6);
    expect(result.high).toBeCloseTo(2.0297804, 6);
  });

  it('is honest about none, one and missing values', () => {
    expect(mean([])).toBeNull();
    expect(mean([Number.NaN, Number.POSITIVE_INFINITY])).toBeNull();
    expect(mean([5])).toEqual({ value: 5, low: null, high: null, n: 1 });
    expect(mean([Number.NaN, 5, 5])).toEqual({ value: 5, low: 5, high: 5, n: 2 });
  });

  it('keeps its spread far from zero, where sums of squares would cancel', () => {
    const near = mean([1, 2, 3, 4])!;
    const far = mean([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4])!;
    expect(far.high! - far.low!).toBeCloseTo(near.high! - near.low!, 5);
  });
});

describe('ratio of sums', () => {
  it('has the linearised standard error of the seedling example', () => {
    // Lohr, Sampling: Design and Analysis, 2nd ed. (2010), section 4.1: surviving seedlings on 10 plots,
    // ratio 0.2961 with standard error 0.115.
    const result = ratioOfSums([0, 0, 1, 2, 10, 15, 3, 2, 1, 27], [1, 0, 8, 2, 76, 60, 25, 2, 1, 31])!;
    expect(result.value).toBeCloseTo(0.2961, 4);
    expect((result.high! - result.value) / t975(9)).toBeCloseTo(0.115, 3);
  });

  it('is honest about none, one, missing and a zero sum', () => {
    expect(ratioOfSums([], [])).toBeNull();
    expect(ratioOfSums([1], [0])).toBeNull();
    expect(ratioOfSums([1, 2], [3, -3])).toBeNull();
    expect(ratioOfSums([1], [4])).toEqual({ value: 0.25, low: null, high: null, n: 1 });
    expect(ratioOfSums([1, Number.NaN, 9], [4, 4, Number.NaN])).toEqual({
      value: 0.25,
      low: null,
      high: null,
      n: 1,
    });
    expect(ratioOfSums([0, 0, 0], [1, 2, 3])).toEqual({ value: 0, low: 0, high: 0, n: 3 });
  });

  it('is the mean where every denominator is one', () => {
    fc.assert(
      fc.property(values, (y) => {
        const ratio = ratioOfSums(y, new Float64Array(y.length).fill(1))!;
        const plain = mean(y)!;
        const scale = 1 + Math.abs(plain.high!) + Math.abs(plain.low!);
        expect(ratio.value / scale).toBeCloseTo(plain.value / scale, 9);
        expect(ratio.low! / scale).toBeCloseTo(plain.low! / scale, 6);
      }),
    );
  });

  it('does not depend on the unit of money', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1e6 })), {
          minLength: 2,
        }),
        (rows) => {
          const y = rows.map(([a]) => a);
          const x = rows.map(([, b]) => b);
          const cents = ratioOfSums(y, x)!;
          const euros = ratioOfSums(
            y.map((a) => a / 100),
            x.map((b) => b / 100),
          )!;
          expect(euros.value).toBeCloseTo(cents.value, 9);
          expect(euros.high! / (1 + cents.high!)).toBeCloseTo(cents.high! / (1 + cents.high!), 6);
        },
      ),
    );
  });
});
