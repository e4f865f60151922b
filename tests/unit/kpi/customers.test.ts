import { describe, expect, it } from 'vitest';
import { explain } from '@/lib/kpi/explain';
import { judge } from '@/lib/kpi/judge';
import { findKpi, kpiDefinition } from '@/lib/kpi/registry';
import type { Row } from '../facts/build';
import { ago, many, measure } from './measure';

let next = 0;

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
      denominator: 40_00,
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
