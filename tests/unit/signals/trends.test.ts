import { describe, expect, it } from 'vitest';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { SeriesPoint } from '@/lib/kpi/types';
import { definition, judged, measured, months, share } from '../score/build';
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

describe('conversion-drop', () => {
  const seen = (
    before: { k: number; n: number },
    after: { k: number; n: number },
    part: Partial<KpiDefinition> = {},
  ) =>
    context([
      {
        definition: definition('mql-to-sql', part),
        measurement: share('mql-to-sql', 60, 200),
        series: months(AS_OF, [...new Array(6).fill(before), ...new Array(3).fill(after)]),
      },
    ]);

  it('is bad, with both windows and p', () => {
    const signal = run('conversion-drop', seen({ k: 20, n: 50 }, { k: 10, n: 50 }))!;
    expect(signal).toMatchObject({ severity: 'bad', title: 'Mql to sql dropped', kpis: ['mql-to-sql'] });
    expect(signal.detail).toBe(
      '20 % on 150 closed deals in the last 3 months, after 40 % on 300 closed deals before (p < 0.001).',
    );
  });

  it.each([
    ['a rise', { k: 10, n: 50 }, { k: 20, n: 50 }],
    ['less than a fifth, however certain', { k: 4000, n: 10_000 }, { k: 3300, n: 10_000 }],
    ['p of 0.01 or more', { k: 6, n: 15 }, { k: 4, n: 15 }],
    ['fewer than 20 rows', { k: 6, n: 6 }, { k: 0, n: 6 }],
  ])('is silent about %s', (_, before, after) => {
    expect(run('conversion-drop', seen(before, after))).toBeNull();
  });

  it('needs 20 rows in each window, no more', () => {
    const few = (n: number) =>
      months(AS_OF, [...new Array(6).fill({ k: 20, n: 20 }), { k: 0, n: 7 }, { k: 0, n: 6 }, { k: 0, n }]);
    const at = (n: number) =>
      context([{ definition: definition('x'), measurement: share('x', 60, 120), series: few(n) }]);
    expect(run('conversion-drop', at(6))).toBeNull();
    expect(run('conversion-drop', at(7))).not.toBeNull();
  });

  it('looks only at shares that should be high, of performance and quality', () => {
    const drop = [
      { k: 20, n: 50 },
      { k: 10, n: 50 },
    ] as const;
    expect(run('conversion-drop', seen(...drop, { direction: 'lower' }))).toBeNull();
    expect(run('conversion-drop', seen(...drop, { dimension: 'operations' }))).toBeNull();
    expect(run('conversion-drop', seen(...drop, { weight: 0 }))).toBeNull();
    const weighted = context([
      {
        definition: definition('deal-margin'),
        measurement: measured('deal-margin', 0.2, 200, 0.18, 0.22),
        series: months(AS_OF, new Array(9).fill({ value: 0.2, n: 50 })).map((point, i) => ({
          ...point,
          numerator: i < 6 ? 4e5 : 2e5,
          denominator: 1e6,
        })),
      },
    ]);
    expect(run('conversion-drop', weighted)).toBeNull();
  });

  it('does not take months too young to have an outcome for a drop', () => {
    const series = months(AS_OF, [...new Array(9).fill({ k: 20, n: 50 }), { k: 0, n: 0 }, { k: 0, n: 0 }]);
    expect(
      run(
        'conversion-drop',
        context([{ definition: definition('x'), measurement: share('x', 180, 450), series }]),
      ),
    ).toBeNull();
  });
});

describe('fraud-like-spike', () => {
  const refunds = definition('refund-rate', {
    direction: 'lower',
    dimension: 'quality',
    minimum: { n: 50, of: 'orders' },
  });
  const seen = (last: { k: number; n: number }, before = { k: 2, n: 40 }) =>
    context([
      {
        definition: refunds,
        measurement: share('refund-rate', 40, 500),
        // 38, 42, 38 ...: the upper limit is about 50 orders.
        series: months(AS_OF, [
          ...Array.from({ length: 12 }, (_, i) => ({ k: before.k, n: before.n + (i % 2 === 0 ? -2 : 2) })),
          last,
        ]),
      },
    ]);

  it('is bad where the newest month has too many rows and they are worse', () => {
    const signal = run('fraud-like-spike', seen({ k: 30, n: 160 }))!;
    expect(signal).toMatchObject({
      severity: 'bad',
      title: 'September looks like a bought spike',
      kpis: ['refund-rate'],
    });
    expect(signal.detail).toBe(
      '160 orders against at most 50 expected, while Refund rate went from 5 % to 18.8 %.',
    );
  });

  it.each([
    ['many but as good', { k: 8, n: 160 }],
    ['worse but as many', { k: 16, n: 42 }],
    ['many and better', { k: 0, n: 160 }],
  ])('is silent about %s', (_, last) => {
    expect(run('fraud-like-spike', seen(last))).toBeNull();
  });

  it('needs ten rows and eight months before', () => {
    expect(run('fraud-like-spike', seen({ k: 9, n: 9 }, { k: 0, n: 3 }))).toBeNull();
    expect(run('fraud-like-spike', seen({ k: 10, n: 10 }, { k: 0, n: 3 }))).toBeNull();
    expect(run('fraud-like-spike', seen({ k: 16, n: 16 }, { k: 0, n: 3 }))).not.toBeNull();
    const young = context([
      {
        definition: refunds,
        measurement: share('refund-rate', 40, 500),
        series: months(AS_OF, [...new Array(7).fill({ k: 2, n: 40 }), { k: 30, n: 160 }]),
      },
    ]);
    expect(run('fraud-like-spike', young)).toBeNull();
  });
});

describe('volume-up-quality-down', () => {
  const seen = (deals: [number, number], refunds: [{ k: number; n: number }, { k: number; n: number }]) =>
    context([
      {
        definition: definition('partner-sourced-revenue', {
          unit: 'currency',
          minimum: { n: 1, of: 'won deals' },
        }),
        measurement: measured('partner-sourced-revenue', 5e6, 90),
        series: months(AS_OF, [
          ...new Array(6).fill({ value: 1e6, n: deals[0] }),
          ...new Array(3).fill({ value: 2e6, n: deals[1] }),
        ]),
      },
      {
        definition: definition('refund-rate', {
          direction: 'lower',
          dimension: 'quality',
          minimum: { n: 50, of: 'orders' },
        }),
        measurement: share('refund-rate', 40, 500),
        series: months(AS_OF, [...new Array(6).fill(refunds[0]), ...new Array(3).fill(refunds[1])]),
      },
    ]);
  const worse: [{ k: number; n: number }, { k: number; n: number }] = [
    { k: 4, n: 100 },
    { k: 10, n: 100 },
  ];

  it('warns where both are beyond noise', () => {
    const signal = run('volume-up-quality-down', seen([10, 20], worse))!;
    expect(signal).toMatchObject({ severity: 'warn', kpis: ['refund-rate', 'partner-sourced-revenue'] });
    expect(signal.detail).toBe(
      '100 % more won deals (60 in 3 months), while Refund rate went from 4 % to 10 %.',
    );
  });

  it('compares rates as counts over exposure', () => {
    const base = seen(
      [10, 20],
      [
        { k: 4, n: 100 },
        { k: 4, n: 100 },
      ],
    );
    const tickets = definition('tickets-per-1000-orders', {
      unit: 'per1000',
      direction: 'lower',
      dimension: 'quality',
      minimum: { n: 100, of: 'orders' },
      limit: null,
    });
    const rate = (after: number) => {
      const series = months(AS_OF, [
        ...new Array(6).fill({ k: 30, n: 100, value: 300 }),
        ...new Array(3).fill({ k: after, n: 100, value: after * 10 }),
      ]);
      return {
        ...base,
        definitions: [...base.definitions, tickets],
        judged: new Map(base.judged).set(tickets.id, judged(tickets, measured(tickets.id, 400, 900))),
        series: (kpi: string) => (kpi === tickets.id ? series : base.series(kpi)),
      };
    };
    expect(run('volume-up-quality-down', rate(60))!.detail).toMatch(/from 300 per 1,000 to 600 per 1,000\.$/);
    expect(run('volume-up-quality-down', rate(34))).toBeNull();
  });

  it.each<[string, [number, number], [{ k: number; n: number }, { k: number; n: number }]]>([
    ['volume as before', [20, 20], worse],
    ['growth of less than a quarter', [1000, 1200], worse],
    ['growth within noise', [8, 11], worse],
    ['fewer than 20 rows', [2, 6], worse],
    [
      'quality as before',
      [10, 20],
      [
        { k: 4, n: 100 },
        { k: 4, n: 100 },
      ],
    ],
    [
      'quality within noise',
      [10, 20],
      [
        { k: 4, n: 100 },
        { k: 5, n: 100 },
      ],
    ],
    [
      'better quality',
      [10, 20],
      [
        { k: 10, n: 100 },
        { k: 4, n: 100 },
      ],
    ],
  ])('is silent about %s', (_, deals, refunds) => {
    expect(run('volume-up-quality-down', seen(deals, refunds))).toBeNull();
  });
});
