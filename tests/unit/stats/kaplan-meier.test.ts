import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier } from '@/lib/stats/kaplan-meier';

// Weeks of remission under 6-mercaptopurine and placebo: Freireich et al., Blood 21 (1963) 699-716, as in Cox and
// Oakes, Analysis of Survival Data (1984), table 1.1. 1 = relapse.
const drug = {
  weeks: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
  relapse: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
};
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

describe('Kaplan-Meier', () => {
  it('has the survival and standard errors of the 6-MP group', () => {
    // Klein and Moeschberger, Survival Analysis, 2nd ed. (2003), tables 4.1A and 4.1B.
    const { steps, n, events } = kaplanMeier(drug.weeks, drug.relapse);
    expect([n, events]).toEqual([21, 9]);
    expect(steps.map(({ time, survival }) => [time, Number(survival.toFixed(3))])).toEqual([
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ]);
    expect(steps[0]!.se).toBeCloseTo(0.0764, 4);
    expect(steps[6]!.se).toBeCloseTo(0.1346, 4);
    // R: summary(survfit(Surv(time, status) ~ 1, conf.type = "log-log"))
    expect(steps[0]!.low).toBeCloseTo(0.619718, 6);
    expect(steps[0]!.high).toBeCloseTo(0.951552, 6);
  });

  it.each([
    // R: survfit(Surv(time, status) ~ 1, conf.type = "log-log"), median and its limits
    ['6-MP', drug.weeks, drug.relapse, { value: 23, low: 13, high: null, n: 21 }],
    ['placebo', placebo, placebo.map(() => 1), { value: 8, low: 4, high: 11, n: 21 }],
    // Time to discontinuation of an IUD: Collett, Modelling Survival Data in Medical Research, example 1.1; the
    // median of 93 weeks is his.
    [
      'IUD',
      [10, 13, 18, 19, 23, 30, 36, 38, 54, 56, 59, 75, 93, 97, 104, 107, 107, 107],
      [1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0],
      { value: 93, low: 36, high: null, n: 18 },
    ],
    // Acute myelogenous leukaemia: Miller, Survival Analysis (1981), data set aml of R's survival package.
    [
      'AML, maintained',
      [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161],
      [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
      { value: 31, low: 13, high: null, n: 11 },
    ],
    [
      'AML, not maintained',
      [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
      [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
      { value: 23, low: 5, high: 33, n: 12 },
    ],
  ])('has the median of %s', (_, times, happened, expected) => {
    expect(kaplanMeier(times, happened).median).toEqual(expected);
  });

  it('takes the midpoint where the curve rests on one half', () => {
    expect(kaplanMeier([3, 10], [1, 1]).median!.value).toBe(6.5);
  });

  it('is honest about none, one and all still waiting', () => {
    expect(kaplanMeier([], [])).toEqual({ n: 0, events: 0, steps: [], median: null, longest: null });
    expect(kaplanMeier([5], [1]).median).toEqual({ value: 5, low: 0, high: null, n: 1 });
    expect(kaplanMeier([5, 9], [0, 0])).toMatchObject({ median: null, longest: 9, events: 0 });
    expect(kaplanMeier([Number.NaN, -1, 4], [1, 1, 0])).toMatchObject({ n: 1, longest: 4 });
  });

  it('falls, stays within its bounds, and is the empirical curve without censoring', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), (rows) => {
        const times = rows.map(([time]) => time);
        const { steps } = kaplanMeier(
          times,
          rows.map(([, happened]) => happened),
        );
        let last = 1;
        for (const step of steps) {
          expect(step.survival).toBeLessThan(last);
          expect(step.low).toBeLessThanOrEqual(step.survival + 1e-12);
          expect(step.high).toBeGreaterThanOrEqual(step.survival - 1e-12);
          expect(Number.isNaN(step.se + step.low + step.high)).toBe(false);
          last = step.survival;
        }
        for (const step of kaplanMeier(
          times,
          times.map(() => true),
        ).steps)
          expect(step.survival).toBeCloseTo(
            times.filter((time) => time > step.time).length / times.length,
            9,
          );
      }),
    );
  });
});
