import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '@/lib/kpi/explain';
import { judge } from '@/lib/kpi/judge';
import { findKpi, kpiDefinition } from '@/lib/kpi/registry';
import type { Row } from '../facts/build';
import { AS_OF, ago, at, many, measure } from './measure';

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

  it('keeps a customer that left and came back in the window', () => {
    const subscriptions = moves('a', [
      [400, 'new', 100],
      [200, 'churn', -100],
      [100, 'reactivation', 80],
    ]);
    expect(measure('net-revenue-retention', { subscriptions }).value).toBe(0.8);
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

describe('activation (K15)', () => {
  it('counts first value within 30 days, of customers 30 days old', () => {
    const customers = [
      { customer: 'in time', partner: 'p', started: ago(100), first_value: ago(70) },
      { customer: 'late', partner: 'p', started: ago(100), first_value: ago(69) },
      { customer: 'before', partner: 'p', started: ago(100), first_value: ago(110) },
      { customer: 'never', partner: 'p', started: ago(30) },
      { customer: 'young', partner: 'p', started: ago(29), first_value: ago(29) },
    ];
    expect(measure('activation-rate', { customers })).toMatchObject({ value: 0.5, n: 4, immature: 1 });
    expect(measure('activation-rate', { customers: [{ customer: 'x', started: ago(9) }] }).reason).toMatch(
      /No import of "Customers" filled the column "First value"/,
    );
  });
});

describe('costs of customers (K12a, K12c, K13, K14)', () => {
  const won = (count: number, row: Row = {}) =>
    many(count, 'deal', (i) => ({
      deal: `${Object.values(row)} ${count} ${i}`,
      customer: `${Object.values(row)} ${count} ${i}`,
      status: 'won',
      sourced: true,
      created: ago(60),
      closed: ago(20),
      amount: 100_00,
      cost: 20_00,
      ...row,
    }));
  const cost = (amount: number, row: Row = {}): Row => ({
    cost: `k${++next}`,
    partner: 'p',
    spent: ago(10),
    kind: 'commission',
    amount: amount * 100,
    ...row,
  });
  /** 24 customers that pay 50 each; two of them left half-way through the year. */
  const customers = many(24, 'customer', (i) => ({
    started: ago(800),
    ...(i < 2 ? { ended: ago(182) } : {}),
  }));
  const subscriptions = many(22, 'customer', (i) => ({
    movement: `s${i}`,
    moved: ago(800),
    kind: 'new',
    mrr: 50_00,
  }));

  it('blends the whole company, with and without partners, alike for everybody', () => {
    const tables = {
      deals: [...won(2), ...won(3, { partner: 'q' }), ...won(5, { partner: undefined })],
      costs: [
        cost(300),
        cost(100, { partner: 'q' }),
        cost(500, { partner: undefined, kind: 'sales' }),
        cost(100, { partner: undefined, kind: 'marketing' }),
        cost(9999, { spent: '2026-09-30', kind: 'sales' }),
      ],
    };
    for (const of of ['p', 'q', 'r', null])
      expect(measure('cac-blended', tables, { of })).toMatchObject({ value: 100_00, n: 10, currency: 'EUR' });
    const [own] = tables.costs;
    expect(measure('cac-blended', { ...tables, costs: [own!] })).toMatchObject({
      value: null,
      reason: 'Too few for a figure to be relied on: 0 costs of sales or marketing, and it takes 1.',
    });
  });

  it('is incremental over customers that we did not know', () => {
    const came = (prior: boolean | undefined, n: number) =>
      many(n, 'customer', (i) => ({ customer: `${prior} ${i}`, started: ago(15), prior }));
    const tables = {
      customers: [...came(false, 4), ...came(true, 6), ...came(undefined, 2)],
      costs: [cost(400)],
    };
    expect(measure('cac-incremental', tables)).toMatchObject({
      value: 100_00,
      n: 4,
      excluded: { 'not known whether it was known before': 2 },
    });
    expect(measure('cac-incremental', { ...tables, customers: came(true, 3) })).toMatchObject({
      value: null,
      n: 0,
    });
  });

  it('is paid back by gross profit', () => {
    // 480 / (50 x 80 %) = 12 months.
    const tables = { deals: won(5), costs: [cost(2400)], subscriptions };
    expect(measure('payback', tables)).toMatchObject({
      value: 12,
      n: 5,
      numerator: 480_00,
      denominator: 50_00,
    });
    const losing = { ...tables, deals: won(5, { cost: 120_00 }) };
    expect(measure('payback', losing)).toMatchObject({ value: null });
    expect(measure('payback', losing).reason).toMatch(/never paid back/);
    expect(measure('payback', { ...tables, subscriptions: [] }).value).toBeNull();
  });

  it('is worth a lifetime by churn: ARPA x margin / churn / CAC', () => {
    const tables = { deals: won(10), costs: [cost(4000)], subscriptions, customers };
    const { value, n, low, high } = measure('ltv-cac', tables);
    // 22 customers for the whole 365 days, two for 183 of them.
    const months = (22 * 365 + 2 * 183) / (365.25 / 12);
    expect(value).toBeCloseTo((50 * 0.8) / (2 / months) / 400, 9);
    expect(n).toBe(10);
    // The interval is that of two events (Garwood: 0.2422 to 7.2247).
    expect(low).toBeCloseTo((40 * months) / 7.224688 / 400, 5);
    expect(high).toBeCloseTo((40 * months) / 0.242209 / 400, 3);
    const definition = kpiDefinition('ltv-cac');
    const limit = { warn: 3, fail: 1.5, from: 'default' } as const;
    expect(judge(definition, measure('ltv-cac', tables), limit).state).toBe('confident');
  });

  it('refuses a lifetime of few customers, and has none where nobody left', () => {
    const tables = { deals: won(10), costs: [cost(4000)], subscriptions };
    const few = measure('ltv-cac', { ...tables, customers: customers.slice(0, 19) });
    expect(few).toMatchObject({
      value: null,
      low: null,
      reason: 'Too few for a figure to be relied on: 19 customers observed for churn, and it takes 20.',
    });
    expect(measure('ltv-cac', { ...tables, customers: customers.slice(0, 20) }).value).not.toBeNull();
    const loyal = measure('ltv-cac', { ...tables, customers: customers.slice(2) });
    expect(loyal.value).toBeNull();
    expect(loyal.reason).toMatch(/Nobody left/);
    expect(explain(kpiDefinition('ltv-cac'), findKpi).leftOut).toContain(
      'Too few: not measured with fewer than 20 customers observed for churn',
    );
  });
});

describe('variants (K19, K20, K22b, K37)', () => {
  const order = (id: string, days: number, amount: number, row: Row = {}): Row => ({
    order: id,
    partner: 'p',
    ordered: ago(days),
    amount: amount * 100,
    ...row,
  });

  it('weighs refunds by value', () => {
    const tables = {
      orders: [
        order('a', 70, 100),
        order('b', 70, 60, { line: '1' }),
        order('b', 70, 40, { line: '2' }),
        order('c', 70, 200),
        order('young', 20, 999),
      ],
      refunds: [
        { refund: '1', order: 'a', refunded: ago(60), amount: 25_00 },
        { refund: '2', order: 'b', refunded: ago(60) },
        { refund: '3', order: 'b', refunded: ago(60), amount: 90_00 },
        { refund: '4', order: 'c', refunded: ago(5), amount: 200_00 },
        { refund: '5', order: 'young', refunded: ago(2) },
      ],
    };
    // 25 and, of an order worth 100, no more than 100; the refund after 65 days is too late.
    expect(measure('refund-rate-value', tables)).toMatchObject({
      value: 125 / 400,
      numerator: 125_00,
      denominator: 400_00,
      immature: 1,
    });
    // As a flow: four orders refunded in 90 days, four placed.
    expect(measure('refund-rate-flow', tables)).toMatchObject({ value: 1, numerator: 4, denominator: 4 });
    expect(measure('refund-rate', tables)).toMatchObject({ value: 2 / 3, n: 3 });
  });

  it('counts disputes by their own date', () => {
    const tables = {
      orders: [order('a', 170, 1), order('b', 80, 1), order('c', 20, 1)],
      disputes: [
        { dispute: '1', order: 'a', disputed: ago(89) },
        { dispute: '2', order: 'a', disputed: ago(91) },
      ],
    };
    expect(measure('chargeback-rate-activity', tables)).toMatchObject({
      value: 0.5,
      numerator: 1,
      denominator: 2,
    });
  });

  it('divides tickets by the customers of today', () => {
    const tables = {
      tickets: many(6, 'ticket', () => ({ opened: at(5) })),
      customers: [
        ...many(3, 'customer', () => ({ started: ago(9) })),
        { customer: 'x', partner: 'p', ended: ago(1) },
      ],
    };
    expect(measure('tickets-per-active-customer', tables)).toMatchObject({ value: 2, denominator: 3 });
  });

  it('tells the demo from the meeting after it', () => {
    const meeting = (id: string, days: number, kind: string, outcome: string, deal = 'd'): Row => ({
      meeting: id,
      partner: 'p',
      deal,
      scheduled: at(days),
      kind,
      outcome,
    });
    const meetings = [
      meeting('before', 30, 'other', 'no-show'),
      meeting('demo', 20, 'demo', 'held'),
      meeting('after', 10, 'other', 'no-show'),
      meeting('again', 8, 'other', 'held'),
      meeting('moved', 7, 'other', 'moved'),
      meeting('other deal', 5, 'other', 'no-show', 'e'),
      meeting('missed demo', 9, 'demo', 'no-show', 'e'),
    ];
    expect(measure('no-show-after-demo', { meetings })).toMatchObject({ value: 0.5, n: 2 });
    expect(measure('no-show-rate', { meetings })).toMatchObject({ value: 0.5, n: 2 });
  });
});

describe('registrations (K35b)', () => {
  it('waits two days before it calls silence a miss', () => {
    const registered = (days: number, answered?: number): Row => ({
      deal: `d${++next}`,
      partner: 'p',
      created: ago(days),
      registered: ago(days),
      registration_answered: answered === undefined ? undefined : ago(answered),
    });
    const deals = [
      registered(20, 18),
      registered(20, 17),
      registered(20, 21),
      registered(3),
      registered(2),
      registered(1, 1),
    ];
    expect(measure('registration-sla', { deals })).toMatchObject({
      value: 0.5,
      n: 4,
      immature: 1,
      excluded: { 'answered before it was made': 1 },
    });
  });
});

describe('integrations (K46)', () => {
  const integrations = [
    ...['a', 'b', 'c', 'd'].map((integration) => ({
      customer: 'x',
      integration,
      installed: ago(90),
      last_active: ago(30),
    })),
    { customer: 'y', integration: 'a', partner: 'q', installed: ago(90), last_active: ago(31) },
    { customer: 'y', integration: 'b', installed: ago(90), last_active: ago(2), removed: ago(1) },
  ];
  const customers = [
    { customer: 'x', partner: 'p', started: ago(200) },
    { customer: 'y', partner: 'p', started: ago(200) },
    { customer: 'z', partner: 'p', started: ago(200), ended: ago(4) },
  ];

  it('counts installations for the partner whose they are, else for the customer’s', () => {
    expect(measure('integration-installs', { integrations, customers }).value).toBe(4);
    expect(measure('integration-installs', { integrations, customers }, { of: 'q' }).value).toBe(1);
    expect(measure('integration-usage', { integrations, customers })).toMatchObject({ value: 1, n: 4 });
    expect(measure('integration-usage', { integrations, customers }, { of: 'q' }).value).toBe(0);
  });

  it('counts customers with four that are used', () => {
    expect(measure('integration-breadth', { integrations, customers })).toMatchObject({
      value: 0.5,
      n: 2,
      numerator: 1,
    });
  });
});

describe('health (K67)', () => {
  it('takes the imported score, else what it is made of', () => {
    const of = (customer: string, row: Row): Row => ({ customer, partner: 'p', started: ago(100), ...row });
    const customers = [
      of('imported', { health: 90, usage: 10 }),
      of('made', { usage: 80, support: 60, sentiment: 40 }),
      of('partly', { usage: 60, sentiment: 90 }),
      of('none', {}),
      of('broken', { health: 900 }),
      of('gone', { health: 1, ended: ago(3) }),
    ];
    // 90; 0.5 x 80 + 0.25 x 60 + 0.25 x 40 = 65; (50 x 60 + 25 x 90) / 75 = 70.
    expect(measure('customer-health', { customers })).toMatchObject({
      value: 75,
      n: 3,
      excluded: { 'no score': 1, 'score outside 0-100': 1 },
    });
  });
});
