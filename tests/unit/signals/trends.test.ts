import { describe, expect, it } from 'vitest';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { SeriesPoint } from '@/lib/kpi/types';
import { definition, measured, months, share } from '../score/build';
import { AS_OF, context, type Given, run } from './build';

/** Months whose value alternates around a level, with 10 rows each, then the given ones. */
function valued(calm: number, last: readonly number[], level = 20, swing = 1, n = 10): SeriesPoint[] {
  const values = [...Array.from({ length: calm }, (_, i) => level + (i % 2 === 0 ? -swing : swing)), ...last];
  return months(
    AS_OF,
    values.map((value) => ({ value, n })),
  );
}
const hours = (id: string, part: Partial<KpiDefinition> = {}): KpiDefinition =>
  definition(id, {
    unit: 'hours',
    direction: 'lower',
    dimension: 'operations',
    kind: 'leading',
    limit: { basis: 'absolute', warn: 24, fail: 72 },
    minimum: { n: 5, of: 'replies' },
    ...part,
  });
const slow = (id: string, series: SeriesPoint[], part: Partial<KpiDefinition> = {}): Given => ({
  definition: hours(id, part),
  measurement: measured(id, 20, 120, 18, 23),
  series,
});

describe('slipping', () => {
  const seen = (series: SeriesPoint[], part: Partial<KpiDefinition> = {}) =>
    context([slow('partner-response-time', series, part)]);

  it('warns of a month outside the limits, with its numbers', () => {
    const signal = run('slipping', seen(valued(20, [31])))!;
    expect(signal).toMatchObject({
      severity: 'warn',
      title: 'Partner response time is slipping',
      kpis: ['partner-response-time'],
    });
    expect(signal.detail).toBe(
      'Partner response time: September at 31 h, above the upper process limit 26.9 h (mean 20.5 h, n = 10 replies).',
    );
  });

  it('tells a lasting shift from chance by all its months, not by one against the others', () => {
    // 7, 5, 7 ... then 40 thrice: mean 13.8 h; eleven of twelve steps are 2 h or none, one is 35 h.
    const lasting = slow('partner-response-time', valued(10, [40, 40, 40], 6));
    const calm = ['assignment-lag', 'reaction-lag', 'approval-cycle-time'].map((id) =>
      slow(id, valued(13, [])),
    );
    expect(run('slipping', context([lasting, ...calm]))!.detail).toMatch(
      /^Partner response time: September at 40 h, above the upper process limit \S+ h for 3 months \(mean 13\.8 h, n = 30 replies\)\.$/,
    );
  });

  it('sees three of four nearer the limit, and a run of eight', () => {
    expect(run('slipping', seen(valued(20, [23, 23, 21, 23])))!.detail).toMatch(
      /3 of 4 months nearer the upper process limit \S+ h than the mean \S+ h \(n = 30 replies\)/,
    );
    const run8 = months(
      AS_OF,
      [...Array.from({ length: 16 }, (_, i) => 20 + (i % 2 === 0 ? -6 : 2)), ...new Array(8).fill(23)].map(
        (value) => ({ value, n: 2 }),
      ),
    );
    expect(run('slipping', seen(run8))!.detail).toMatch(/8 months in a row above the mean .*n = 16 replies/);
  });

  it('is only a notice on fewer than 15 months, and silent on fewer than 8', () => {
    expect(run('slipping', seen(valued(12, [40])))!.severity).toBe('info');
    expect(run('slipping', seen(valued(6, [400])))).toBeNull();
  });

  it.each([
    ['an improvement', valued(20, [9])],
    ['a change of less than a tenth', valued(20, [21.9], 20, 0.3)],
    ['too few rows', valued(20, [31], 20, 1, 4)],
    ['a pattern that is over', valued(20, [31, 20, 20])],
    ['noise', valued(21, [])],
    ['no months', []],
  ])('is silent about %s', (_, series) => {
    expect(run('slipping', seen(series))).toBeNull();
  });

  it('leaves out the running month', () => {
    const series = valued(20, [20, 31]);
    const last = series.at(-1)!;
    const running = { ...last, window: { from: AS_OF - 12, to: AS_OF } };
    expect(run('slipping', seen([...series.slice(0, -1), running]))).toBeNull();
    expect(run('slipping', seen(series))).not.toBeNull();
  });

  it('reads a falling share as worse where more is better', () => {
    const kpi = definition('win-rate');
    const share = (last: number) =>
      context([
        {
          definition: kpi,
          measurement: measured('win-rate', 0.4, 200, 0.33, 0.47),
          series: months(
            AS_OF,
            [...Array.from({ length: 18 }, (_, i) => 0.4 + (i % 2 === 0 ? -0.02 : 0.02)), last].map(
              (value) => ({ value, n: 10 }),
            ),
          ),
        },
      ]);
    expect(run('slipping', share(0.2))!.detail).toMatch(/below the lower process limit/);
    expect(run('slipping', share(0.6))).toBeNull();
  });

  it('tells the largest first and counts the rest', () => {
    const seen = context([
      slow('partner-response-time', valued(20, [31])),
      slow('speed-to-lead', valued(20, [60])),
    ]);
    expect(run('slipping', seen)).toMatchObject({
      title: 'Speed to lead and 1 more KPI are slipping',
      kpis: ['speed-to-lead', 'partner-response-time'],
    });
  });
});

describe('relationship-slipping', () => {
  const green: Given = { definition: definition('win-rate'), measurement: share('win-rate', 60, 100) };
  const red: Given = { definition: definition('deal-margin'), measurement: share('deal-margin', 5, 100) };
  const slipping = slow('partner-response-time', valued(20, [31]));

  it('warns while performance is green', () => {
    const signal = run('relationship-slipping', context([green, slipping]))!;
    expect(signal).toMatchObject({ severity: 'warn', kpis: ['partner-response-time'] });
    expect(signal.detail).toMatch(
      /^Partner response time: September at 31 h, .*, although Win rate 60 % over the 30 % floor\.$/,
    );
  });

  it('also where a limit of the relationship is passed for certain', () => {
    const past: Given = {
      definition: hours('relationship-recency', { unit: 'days' }),
      measurement: measured('relationship-recency', 80, 5),
    };
    expect(run('relationship-slipping', context([green, past]))!.detail).toMatch(
      /^Relationship recency 80 days over the 72 days cap, although/,
    );
    const warned: Given = { ...past, measurement: measured('relationship-recency', 30, 5) };
    expect(run('relationship-slipping', context([green, warned]))).not.toBeNull();
    const fine: Given = { ...past, measurement: measured('relationship-recency', 24, 5) };
    expect(run('relationship-slipping', context([green, fine]))).toBeNull();
  });

  it.each([
    ['performance is not green', [slipping]],
    ['performance fails', [green, red, slipping]],
    ['the relationship holds', [green, slow('partner-response-time', valued(21, []))]],
    ['something else slips', [green, slow('approval-cycle-time', valued(20, [31]))]],
  ])('is silent where %s', (_, given) => {
    expect(run('relationship-slipping', context(given))).toBeNull();
  });
});

describe('momentum', () => {
  const better = (id: string): Given => slow(id, valued(20, [9]));
  const lagging = (last: number): Given => ({
    definition: definition('net-revenue', { unit: 'currency', minimum: { n: 1, of: 'deals' } }),
    measurement: measured('net-revenue', 100_000, 12),
    series: valued(20, [last], 100_000, 5000),
  });

  it('tells that two leading KPIs improve before results do', () => {
    const signal = run(
      'momentum',
      context([better('speed-to-lead'), better('partner-response-time'), lagging(105_000)]),
    )!;
    expect(signal).toMatchObject({ severity: 'info', kpis: ['partner-response-time', 'speed-to-lead'] });
    expect(signal.detail).toMatch(/below the lower process limit .*; Speed to lead: September at 9 h/);
  });

  it.each([
    ['one leading KPI', [better('speed-to-lead'), lagging(105_000)]],
    ['lagging ones that improve as well', [better('a'), better('b'), lagging(160_000)]],
    ['lagging ones that fall', [better('a'), better('b'), lagging(40_000)]],
    ['leading ones that slip', [slow('a', valued(20, [31])), slow('b', valued(20, [31]))]],
  ])('is silent about %s', (_, given) => {
    expect(run('momentum', context(given))).toBeNull();
  });
});
