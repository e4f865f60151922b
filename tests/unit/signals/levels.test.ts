import { describe, expect, it } from 'vitest';
import type { KpiDefinition } from '@/lib/kpi/define';
import { definition, measured, share } from '../score/build';
import { AS_OF, context, run } from './build';

const winRate = definition('win-rate');
const one = (k: number, n: number, part: Partial<KpiDefinition> = {}) =>
  context([{ definition: definition('win-rate', part), measurement: share('win-rate', k, n) }]);

describe('limit-breach', () => {
  it('is bad and certain where the whole interval is beyond fail', () => {
    const signal = run('limit-breach', one(5, 100))!;
    expect(signal).toMatchObject({
      severity: 'bad',
      title: 'Win rate is beyond its limit',
      kpis: ['win-rate'],
    });
    expect(signal.detail).toBe('Win rate 5 % under the 20 % floor, for certain at 95 %.');
  });

  it('counts several, gates first', () => {
    const seen = context([
      { definition: winRate, measurement: share('win-rate', 5, 100) },
      { definition: definition('csat', { gate: true }), measurement: share('csat', 10, 100) },
    ]);
    expect(run('limit-breach', seen)).toMatchObject({
      title: 'Two limits broken for certain',
      kpis: ['csat', 'win-rate'],
    });
  });

  it('only warns where the interval excludes a pass but not the limit', () => {
    const seen = context([{ definition: winRate, measurement: measured('win-rate', 0.17, 40, 0.08, 0.29) }]);
    const signal = run('limit-breach', seen)!;
    expect(signal).toMatchObject({ severity: 'warn', title: 'Win rate may be beyond its limit' });
    expect(signal.detail).toBe(
      'Win rate 17 % under the 20 % floor, not yet certain: Win rate lies within 8 – 29 % on 40 closed deals.',
    );
    expect(signal.next).toMatch(/^Look again after \d+ more closed deals$/);
    const close = context([
      { definition: winRate, measurement: measured('win-rate', 0.1999, 40, 0.08, 0.29) },
    ]);
    expect(run('limit-breach', close)!.next).toBe('Open the rows behind Win rate');
  });

  it.each([
    ['an interval that reaches the warning limit', measured('win-rate', 0.17, 40, 0.08, 0.3)],
    ['a warning', measured('win-rate', 0.25, 400, 0.21, 0.29)],
    ['a value on the limit', measured('win-rate', 0.2, 400, 0.2, 0.2)],
    ['fewer rows than the minimum', share('win-rate', 0, 19)],
    ['nothing measured', share('win-rate', 0, 0)],
  ])('is silent about %s', (_, measurement) => {
    expect(run('limit-breach', context([{ definition: winRate, measurement }]))).toBeNull();
  });

  it('is silent about KPIs that are only shown', () => {
    expect(run('limit-breach', one(5, 100, { weight: 0 }))).toBeNull();
  });
});

describe('concentration', () => {
  const revenue = definition('partner-sourced-revenue', {
    unit: 'currency',
    minimum: { n: 1, of: 'won deals' },
  });
  const seen = (part: { share: number; of: number; label?: string }) =>
    context([{ definition: revenue }], { largestShare: { 'partner-sourced-revenue': part } });

  it('names the row that holds more than 40 %', () => {
    const signal = run('concentration', seen({ share: 0.62, of: 11, label: 'Tailspin rollout' }))!;
    expect(signal.detail).toBe('Tailspin rollout is 62 % of the total over 11 won deals.');
    expect(signal.kpis).toEqual(['partner-sourced-revenue']);
  });

  it.each([
    ['40 % exactly', { share: 0.4, of: 11 }],
    ['four rows', { share: 0.9, of: 4 }],
    ['no number', { share: Number.NaN, of: 11 }],
    ['more than all', { share: 1.2, of: 11 }],
  ])('is silent at %s', (_, part) => {
    expect(run('concentration', seen(part))).toBeNull();
  });

  it('speaks from just above 40 % of five rows, and not without shares', () => {
    expect(run('concentration', seen({ share: 0.401, of: 5 }))!.detail).toMatch(/^The largest row is 40.1 %/);
    expect(run('concentration', context([{ definition: revenue }]))).toBeNull();
  });
});

describe('stale-data', () => {
  it.each([
    [14, null],
    [15, 'warn'],
    [45, 'warn'],
    [46, 'bad'],
    [-3, null],
  ])('%i days: %s', (age, severity) => {
    const signal = run('stale-data', context([], { lastFactDay: AS_OF - age }));
    expect(signal?.severity ?? null).toBe(severity);
  });

  it('says how old and how much is known', () => {
    const signal = run(
      'stale-data',
      context([], { lastFactDay: AS_OF - 20, counts: { deals: 40, orders: 1 } }),
    )!;
    expect(signal.title).toBe('Figures are 20 days old');
    expect(signal.detail).toBe(
      'The newest imported fact is of September 14, 2024; 41 rows of this partner are known.',
    );
  });

  it('counts from the day it is, not from the end of older data', () => {
    const seen = context([], { asOfDay: AS_OF - 99, today: AS_OF, lastFactDay: AS_OF - 100 });
    expect(run('stale-data', seen)?.title).toBe('Figures are 100 days old');
  });

  it('is silent where nothing is known', () => {
    expect(run('stale-data', context([], { lastFactDay: null }))).toBeNull();
  });
});

describe('insufficient-data', () => {
  const some = (enough: number, few: number, none: number) =>
    context(
      [
        ...Array.from({ length: enough }, (_, i) => [`e${i}`, 60, 100] as const),
        ...Array.from({ length: few }, (_, i) => [`f${i}`, 3, 12 - i] as const),
        ...Array.from({ length: none }, (_, i) => [`n${i}`, 0, 0] as const),
      ].map(([id, k, n]) => ({ definition: definition(id), measurement: share(id, k, n) })),
    );

  it('names the nearest to a verdict', () => {
    const signal = run('insufficient-data', some(1, 2, 8))!;
    expect(signal).toMatchObject({ severity: 'info', kpis: ['f0', 'f1'] });
    expect(signal.detail).toBe('1 of 11 KPIs has enough rows; nearest is F0 with 12 of 20 closed deals.');
  });

  it('is silent from a third on', () => {
    expect(run('insufficient-data', some(2, 2, 2))).toBeNull();
    expect(run('insufficient-data', some(1, 1, 2))).not.toBeNull();
    expect(run('insufficient-data', context([]))).toBeNull();
  });

  it('gives the reason where there is no row at all', () => {
    const seen = context([
      { definition: winRate, measurement: { ...share('win-rate', 0, 0), reason: 'No deals were imported.' } },
    ]);
    expect(run('insufficient-data', seen)!.detail).toBe(
      '0 of 1 KPI have enough rows: No deals were imported.',
    );
  });
});

describe('below-programme', () => {
  const seen = (k: number, n: number, pooledK: number, pooledN: number, part: Partial<KpiDefinition> = {}) =>
    context([
      {
        definition: definition('win-rate', { limit: { basis: 'absolute', warn: 0.1, fail: 0.05 }, ...part }),
        measurement: share('win-rate', k, n),
        programme: share('win-rate', pooledK, pooledN),
      },
    ]);

  it('compares with all the others, without the partner itself', () => {
    const signal = run('below-programme', seen(12, 80, 412, 1080))!;
    expect(signal).toMatchObject({ severity: 'warn', title: 'Win rate well below the other partners' });
    expect(signal.detail).toBe('15 % on 80 closed deals, against 40 % on 1,000 closed deals of all others.');
  });

  it('turns round where less is better', () => {
    const cap = { direction: 'lower', limit: { basis: 'absolute', warn: 0.5, fail: 0.6 } } as const;
    expect(run('below-programme', seen(40, 80, 140, 1080, cap))!.title).toBe(
      'Win rate well above the other partners',
    );
    expect(run('below-programme', seen(5, 80, 405, 1080, cap))).toBeNull();
  });

  it.each([
    ['too small an effect', [3500, 10_000, 43_500, 110_000]],
    ['no significance', [6, 20, 406, 1020]],
    ['too few others', [2, 40, 20, 69]],
    ['below the minimum', [0, 19, 500, 1019]],
    ['better than the others', [70, 80, 470, 1080]],
  ] as const)('is silent at %s', (_, [k, n, pooledK, pooledN]) => {
    expect(run('below-programme', seen(k, n, pooledK, pooledN))).toBeNull();
  });

  it('does not take a score for a share', () => {
    const nps = definition('nps', { unit: 'points', limit: null });
    const points = (k: number, n: number) => ({ ...share('nps', k, n), value: (100 * k) / n });
    const seen = context([{ definition: nps, measurement: points(12, 80), programme: points(412, 1080) }]);
    expect(run('below-programme', seen)).toBeNull();
    const weighted = { ...share('win-rate', 12, 80), value: 0.9 };
    expect(
      run(
        'below-programme',
        context([
          {
            definition: definition('win-rate'),
            measurement: weighted,
            programme: share('win-rate', 412, 1080),
          },
        ]),
      ),
    ).toBeNull();
  });

  it('leaves a broken limit to its own signal', () => {
    expect(
      run('below-programme', seen(12, 80, 412, 1080, { limit: { basis: 'absolute', warn: 0.5, fail: 0.4 } })),
    ).toBeNull();
  });
});
