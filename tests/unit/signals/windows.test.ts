import { describe, expect, it } from 'vitest';
import type { KpiDefinition } from '@/lib/kpi/define';
import { definition, judged, measured, months, share } from '../score/build';
import { AS_OF, context, run } from './build';

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

  it('says a bound of p that holds', () => {
    // 120 of 300 against 39 of 150: pooled z = 2.93, p = 0.0034.
    expect(run('conversion-drop', seen({ k: 20, n: 50 }, { k: 13, n: 50 }))!.detail).toMatch(
      /\(p < 0\.01\)\.$/,
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

  const calm = (last: { k: number; n: number }[]) =>
    months(AS_OF, [...Array.from({ length: 12 }, (_, i) => ({ k: 2, n: i % 2 === 0 ? 38 : 42 })), ...last]);

  it('sees the newest mature month behind one of which only some rows are mature', () => {
    const waiting = (maturityDays: number) =>
      context([
        {
          definition: { ...refunds, maturityDays },
          measurement: share('refund-rate', 40, 500),
          series: calm([
            { k: 30, n: 160 },
            { k: 1, n: 12 },
          ]),
        },
      ]);
    // The spike ended 30 days before the as-of day.
    expect(run('fraud-like-spike', waiting(30))!.title).toBe('August looks like a bought spike');
    expect(run('fraud-like-spike', waiting(31))).toBeNull();
  });

  it('sees refunds by their own day before the orders are mature', () => {
    const flow = {
      ...refunds,
      id: 'refund-rate-flow',
      name: 'Refunds per order',
      variantOf: 'refund-rate',
      weight: 0,
    };
    const given = (maturityDays: number | null, variantOf: string) =>
      context([
        {
          definition: { ...refunds, maturityDays },
          measurement: share('refund-rate', 40, 500),
          series: calm([]),
        },
        {
          definition: { ...flow, variantOf },
          measurement: share('refund-rate-flow', 40, 500),
          series: calm([{ k: 30, n: 160 }]),
        },
      ]);
    expect(run('fraud-like-spike', given(60, 'refund-rate'))).toMatchObject({ kpis: ['refund-rate-flow'] });
    // A variant of what does not wait, or of another KPI, is not looked at.
    expect(run('fraud-like-spike', given(null, 'refund-rate'))).toBeNull();
    expect(run('fraud-like-spike', given(60, 'csat'))).toBeNull();
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

  it('is silent where rows come again after months without any', () => {
    const [deals, refunds] = [seen([0, 20], worse), seen([10, 20], worse)];
    const again = months(AS_OF, [
      { value: 1e6, n: 5 },
      ...new Array(6).fill({ value: null, n: 0 }),
      ...new Array(3).fill({ value: 2e6, n: 20 }),
    ]);
    const series = (kpi: string) => (kpi === 'refund-rate' ? refunds.series(kpi) : again);
    expect(run('volume-up-quality-down', { ...deals, series })).toBeNull();
    expect(run('volume-up-quality-down', { ...deals, series: refunds.series })).not.toBeNull();
  });

  it('tells the change in its mix and rate parts, and what to do about the larger', () => {
    const told = (mix: number, rate: number) =>
      run('volume-up-quality-down', {
        ...seen([10, 20], worse),
        changeParts: { 'refund-rate': { by: 'segment', mix, rate } },
      })!;
    expect(told(0.072, -0.012).detail).toMatch(
      /to 10 %\. Of the change, by segment: \+7\.2 points are the mix, −1\.2 the rates within\.$/,
    );
    expect(told(0.072, -0.012).next).toMatch(/by segment/);
    expect(told(0.01, 0.05).next).toMatch(/not to volume/);
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
    ['a volume that only began: no number of per cent is more than nothing', [0, 20], worse],
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
