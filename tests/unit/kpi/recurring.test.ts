import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../facts/build';
import { AS_OF, ago, many, measure } from './measure';

let next = 0;
/** Movements of one customer of partner p: days ago, kind, amount in euros. */
const moves = (customer: string, list: [days: number, kind: string, mrr: number][], row: Row = {}): Row[] =>
  list.map(([days, kind, mrr]) => ({
    movement: `m${++next}`,
    partner: 'p',
    customer,
    moved: ago(days),
    kind,
    mrr: mrr * 100,
    ...row,
  }));

/** Two accounts of 1,000 in all at the start, as the reference: +200, -50, -100 in the year. */

const YEAR = [
  ...moves('a', [
    [400, 'new', 600],
    [200, 'expansion', 200],
    [100, 'contraction', -50],
  ]),
  ...moves('b', [[500, 'new', 300]]),
  ...moves('c', [
    [450, 'new', 100],
    [30, 'churn', -100],
  ]),
];

describe('revenue retention (K17, K23)', () => {
  it('is start + expansion - contraction - churn over start', () => {
    expect(measure('net-revenue-retention', { subscriptions: YEAR })).toMatchObject({
      value: 1.05,
      n: 3,
      numerator: 105_000,
      denominator: 100_000,
    });
    expect(measure('gross-revenue-retention', { subscriptions: YEAR }).value).toBe(0.85);
    expect(measure('expansion-rate', { subscriptions: YEAR }).value).toBe(0.2);
    expect(measure('upsell-adoption', { subscriptions: YEAR })).toMatchObject({ n: 3, numerator: 1 });
  });

  it('leaves out customers that came in the window, or had left before it', () => {
    const subscriptions = [
      ...YEAR,
      ...moves('new', [
        [300, 'new', 9000],
        [20, 'expansion', 9000],
      ]),
      ...moves('gone', [
        [700, 'new', 5000],
        [600, 'churn', -5000],
        [90, 'reactivation', 5000],
      ]),
    ];
    expect(measure('net-revenue-retention', { subscriptions })).toMatchObject({ value: 1.05, n: 3 });
    expect(measure('gross-revenue-retention', { subscriptions })).toMatchObject({ value: 0.85, n: 3 });
  });

  it('counts the first day of the window as in it', () => {
    // 2025-11-21 is the first day of the 12 months before 2026-11-21.
    const on = (moved: string): Row[] => [{ partner: 'p', customer: 'x', moved, kind: 'new', mrr: 100 }];
    expect(measure('net-revenue-retention', { subscriptions: on('2025-11-21') }).value).toBeNull();
    expect(measure('net-revenue-retention', { subscriptions: on('2025-11-20') })).toMatchObject({
      value: 1,
      n: 1,
    });
  });

  it('does not mind whether losses have a minus', () => {
    const plain = YEAR.map((row) => ({ ...row, mrr: Math.abs(Number(row.mrr)) }));
    expect(measure('net-revenue-retention', { subscriptions: plain }).value).toBe(1.05);
  });

  it('keeps a customer that left and came back in the window only where returns count', () => {
    const subscriptions = moves('a', [
      [400, 'new', 100],
      [200, 'churn', -100],
      [100, 'reactivation', 80],
    ]);
    expect(measure('net-revenue-retention', { subscriptions }).value).toBe(0);
    expect(measure('net-revenue-retention-returns', { subscriptions }).value).toBe(0.8);
    expect(measure('gross-revenue-retention', { subscriptions }).value).toBe(0);
  });

  it('is a whole or a part of what there was, whatever the movements', () => {
    const movement = fc.record({
      customer: fc.constantFrom('a', 'b', 'c', 'd'),
      moved: fc.integer({ min: AS_OF - 800, max: AS_OF - 1 }),
      kind: fc.constantFrom('new', 'expansion', 'contraction', 'churn', 'reactivation'),
      mrr: fc.integer({ min: -50_000, max: 50_000 }),
      partner: fc.constant('p'),
    });
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 40 }), (rows) => {
        const subscriptions = rows.map((row, i) => ({ ...row, movement: String(i) }));
        const { value: gross, low, high } = measure('gross-revenue-retention', { subscriptions });
        const { value: net } = measure('net-revenue-retention', { subscriptions });
        expect(net === null).toBe(gross === null);
        if (gross === null || net === null) return;
        expect(gross).toBeGreaterThanOrEqual(0);
        expect(gross).toBeLessThanOrEqual(1);
        for (const bound of [low, high])
          if (bound !== null) expect(Math.abs(bound - 0.5)).toBeLessThanOrEqual(0.5);
        // What stays of what there was can never be more than what there is with all that was added.
        expect(net).toBeGreaterThanOrEqual(gross - 1e-12);
        const lost = measure('revenue-churn-contraction', { subscriptions }).value ?? 0;
        const churned = measure('revenue-churn', { subscriptions }).value ?? 0;
        expect(churned).toBeLessThanOrEqual(lost);
        expect(lost).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('is the partner’s whose movement came first', () => {
    const subscriptions = [
      ...moves('a', [[400, 'new', 100]]),
      ...moves('a', [[100, 'churn', -100]], { partner: 'q' }),
    ];
    expect(measure('net-revenue-retention', { subscriptions }).value).toBe(0);
    expect(measure('net-revenue-retention', { subscriptions }, { of: 'q' }).value).toBeNull();
  });

  it('finds the partner through the customer', () => {
    const subscriptions = moves('a', [[400, 'new', 100]], { partner: undefined });
    const customers = [{ customer: 'a', partner: 'p', started: ago(400) }];
    expect(measure('net-revenue-retention', { subscriptions, customers })).toMatchObject({ value: 1, n: 1 });
    // But not what the customer buys directly.
    const deals = [{ deal: 'd', customer: 'a', status: 'won', closed: ago(5) }];
    expect(measure('win-rate', { deals, customers }).n).toBe(0);
  });

  it('is not measured without revenue at the start', () => {
    expect(measure('net-revenue-retention', { subscriptions: [] }).reason).toMatch(/Nothing was imported/);
    expect(measure('net-revenue-retention', { subscriptions: moves('a', [[5, 'new', 1]]) })).toMatchObject({
      value: null,
      n: 0,
    });
  });
});

describe('logos (K16, K18)', () => {
  const customers = [
    ...many(18, 'customer', () => ({ started: ago(700) })),
    { customer: 'left', partner: 'p', started: ago(700), ended: ago(20) },
    { customer: 'leaves', partner: 'p', started: ago(700), ended: '2026-12-31' },
    { customer: 'long gone', partner: 'p', started: ago(900), ended: ago(400) },
    { customer: 'new', partner: 'p', started: ago(30), ended: ago(10) },
    { customer: 'unknown', partner: 'p' },
  ];

  it('counts those that were there at the start', () => {
    expect(measure('logo-retention', { customers })).toMatchObject({
      value: 0.95,
      n: 20,
      numerator: 19,
      excluded: { 'no first day': 1 },
    });
    expect(measure('logo-retention-90d', { customers }).value).toBe(0.95);
    expect(measure('logo-churn', { customers })).toMatchObject({ value: 0.05, n: 20, numerator: 1 });
  });

  it('counts a last day on the first day of the window as a loss in it, and one before as none', () => {
    // The month before 2026-11-21 begins on 2026-10-21.
    const ending = (ended: string) => [{ customer: 'x', partner: 'p', started: ago(700), ended }];
    expect(measure('logo-churn', { customers: ending('2026-10-21') })).toMatchObject({ n: 1, value: 1 });
    expect(measure('logo-churn', { customers: ending('2026-10-20') })).toMatchObject({ n: 0, value: null });
    expect(measure('logo-churn', { customers: ending('2026-11-21') })).toMatchObject({ n: 1, value: 0 });
  });

  it('loses revenue with them', () => {
    const subscriptions = [
      ...moves('a', [
        [90, 'new', 80],
        [10, 'churn', 80],
      ]),
      ...moves('b', [
        [90, 'new', 120],
        [5, 'contraction', 20],
      ]),
    ];
    expect(measure('revenue-churn', { subscriptions }).value).toBe(0.4);
    expect(measure('revenue-churn-contraction', { subscriptions }).value).toBe(0.5);
    expect(measure('revenue-churn-quarter', { subscriptions }).value).toBeNull();
  });
});
