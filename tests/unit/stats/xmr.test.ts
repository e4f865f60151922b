import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmr } from '@/lib/stats/xmr';

/** Alternates around 10 with a moving range of 2: limits 10 +/- 5.32. */
const calm = (points: number): number[] => Array.from({ length: points }, (_, i) => (i % 2 === 0 ? 9 : 11));

describe('XmR chart', () => {
  it('has the limits of the flow rate example', () => {
    // NIST/SEMATECH e-Handbook, section 6.3.2.2: mean 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041
    // (there with 3 / 1.128 in place of 2.66).
    const chart = xmr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])!;
    expect(chart.mean).toBeCloseTo(50.81, 10);
    expect(chart.movingRange).toBeCloseTo(1.8778, 4);
    expect(chart.lower).toBeCloseTo(45.8159, 2);
    expect(chart.upper).toBeCloseTo(55.8041, 2);
    expect(chart.trusted).toBe(false);
  });

  it('needs 8 points to draw and 15 to be trusted', () => {
    expect(xmr(calm(7))).toBeNull();
    expect(xmr([...calm(7), null, Number.NaN])).toBeNull();
    expect(xmr(calm(8))).toMatchObject({ n: 8, trusted: false, signals: [] });
    expect(xmr(calm(14))!.trusted).toBe(false);
    expect(xmr(calm(15))!.trusted).toBe(true);
  });

  it('signals one point outside, and not one on the limit', () => {
    const base = calm(16);
    const limit = xmr(base)!.upper;
    expect(xmr([...base, limit], 16)!.signals).toEqual([]);
    expect(xmr([...base, limit + 0.01], 16)!.signals).toEqual([
      { rule: 'outside', side: 'above', from: 16, to: 16 },
    ]);
    expect(xmr([...base, 4], 16)!.signals).toEqual([{ rule: 'outside', side: 'below', from: 16, to: 16 }]);
  });

  it('signals eight in a row on one side, not seven', () => {
    const run = (length: number) => xmr([...calm(16), ...new Array(length).fill(10.5)], 16)!.signals;
    // The 16th calm point is above the mean already and opens the run.
    expect(run(6)).toEqual([]);
    expect(run(7)).toEqual([{ rule: 'run', side: 'above', from: 15, to: 22 }]);
  });

  it('signals three of four nearer the limit than the mean', () => {
    const near = (...last: number[]) => xmr([...calm(16), ...last], 16)!.signals;
    // Half-way to the upper limit is 12.66.
    expect(near(13, 10, 13)).toEqual([]);
    expect(near(13, 9.5, 13, 13)).toEqual([{ rule: 'near', side: 'above', from: 16, to: 19 }]);
    expect(near(12.6, 9.5, 13, 13)).toEqual([]);
    expect(near(13, 13, 13, 9.5).map(({ to }) => to)).toEqual([18]);
  });

  it('sees no signal in a constant series', () => {
    expect(xmr(new Array(24).fill(0.1))!.signals).toEqual([]);
  });

  it('passes over gaps and keeps the caller’s indices', () => {
    const chart = xmr([null, ...calm(16), null, 30], 16)!;
    expect(chart.n).toBe(17);
    expect(chart.signals).toEqual([{ rule: 'outside', side: 'above', from: 18, to: 18 }]);
  });

  it('mirrors with its values, and its limits hold the mean between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 8, maxLength: 40 }),
        (values) => {
          const chart = xmr(values)!;
          expect(chart.lower).toBeLessThanOrEqual(chart.mean);
          expect(chart.upper).toBeGreaterThanOrEqual(chart.mean);
          const mirrored = xmr(values.map((value) => -value))!;
          expect(mirrored.signals.length).toBe(chart.signals.length);
          expect(mirrored.signals.filter(({ side }) => side === 'above').length).toBe(
            chart.signals.filter(({ side }) => side === 'below').length,
          );
        },
      ),
    );
  });
});
