import { describe, expect, it } from 'vitest';
import { trendOf } from '@/lib/background/trend';
import { parseIsoDay } from '@/lib/facts/time';
import { kpiDefinition } from '@/lib/kpi/registry';
import type { SeriesPoint } from '@/lib/kpi/types';

const START = parseIsoDay('2025-01-01');

/** One month a value, of counts where `n` is given. */
function months(values: readonly (number | null)[], n = 10): SeriesPoint[] {
  return values.map((value, i) => ({
    window: { from: START + 30 * i, to: START + 30 * (i + 1) },
    value,
    n: value === null ? 0 : n,
    numerator: value === null ? null : Math.round(value * n),
    denominator: value === null ? null : n,
  }));
}
const words = (text: string): string => text.replaceAll('\u00a0', ' ');
const days = kpiDefinition('relationship-recency');
const share = kpiDefinition('win-rate');
const flow = kpiDefinition('refund-rate');

describe('trendOf', () => {
  // Mean 10, mean moving range 2: limits 10 +/- 2.66 x 2.
  const even = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 9 : 11));

  it('draws limits and finds noise within them', () => {
    const trend = trendOf(days, months(even))!;
    expect(trend.limits).toEqual({ mean: 10, lower: 10 - 5.32, upper: 10 + 5.32, trusted: true });
    expect(trend.shift).toBeNull();
    expect(trend.months[0]).toEqual({ day: START, value: 9, n: 10 });
    expect(words(trend.says)).toBe(
      '16 months around 10 days, natural process limits 4.7 days to 15.3 days: the newest month is within the noise.',
    );
  });

  it('turns up or down only where the newest month is beyond noise', () => {
    const up = trendOf(days, months([...even, 40]))!;
    expect(up.shift).toBe('up');
    expect(up.says).toMatch(/: the newest month lies above them\.$/);
    expect(trendOf(days, months([...even, 40, 10]))!.shift).toBeNull();
    // Eight in a row below the mean, each well within the limits; the mean of the whole is 9.6 or more.
    const run = [
      ...Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 8 : 12)),
      9,
      9.1,
      9,
      9.1,
      9,
      9.1,
      9,
      9.1,
    ];
    const down = trendOf(days, months(run))!;
    expect(down.shift).toBe('down');
    expect(down.says).toMatch(/: the newest 8 months all lie below the mean\.$/);
    expect(trendOf(days, months(run.slice(0, -1)))!.shift).toBeNull();
  });

  it('draws limits from 8 months and trusts them from 15', () => {
    expect(trendOf(days, months(even.slice(0, 7)))!.limits).toBeNull();
    expect(trendOf(days, months(even.slice(0, 8)))!.limits!.trusted).toBe(false);
    expect(trendOf(days, months(even.slice(0, 8)))!.says).toContain('(to be trusted from 15 months)');
    expect(trendOf(days, months(even.slice(0, 14)))!.limits!.trusted).toBe(false);
    expect(trendOf(days, months(even.slice(0, 15)))!.limits!.trusted).toBe(true);
  });

  it('keeps the limits of a share between 0 and 1', () => {
    const { limits } = trendOf(share, months([0, 1, 0, 1, 0, 1, 0, 1]))!;
    expect(limits).toMatchObject({ lower: 0, upper: 1 });
  });

  it('compares the last window with the one before where there are fewer than 8 months', () => {
    // Windows of 90 days: 30 of 300 after 3 of 300 is beyond chance, 4 of 300 is not.
    const rising = trendOf(flow, months([0.01, 0.01, 0.01, 0.1, 0.1, 0.1], 100))!;
    expect(rising.shift).toBe('up');
    expect(words(rising.says)).toBe(
      '6 months with a value, and process limits need 8. 10 % in the last 3 months after 1 % in those before: more than chance explains.',
    );
    const same = trendOf(flow, months([0.01, 0.01, 0.01, 0.02, 0.01, 0.01], 100))!;
    expect(same.shift).toBeNull();
    expect(same.says).toContain('no more than chance explains');
    expect(trendOf(flow, months([0.01, 0.1], 100))!.says).toMatch(/process limits need 8\.$/);
  });

  it('leaves out what lies before the first rows and after the last, and needs two months', () => {
    expect(trendOf(share, months([null, 0.5, null, 0.4, null]))!.months.map(({ value }) => value)).toEqual([
      0.5,
      null,
      0.4,
    ]);
    expect(trendOf(share, months([null, 0.5, null]))).toBeNull();
    expect(trendOf(share, [])).toBeNull();
  });
});
