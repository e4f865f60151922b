import { describe, expect, it } from 'vitest';
import type { Row } from '../facts/build';
import { ago, at, many, measure } from './measure';

/** A deal of partner p, created 100 days before the as-of day (2026-11-21), registered a day earlier, won 50 days before. */
const deal = (id: string, row: Row = {}): Row => ({
  deal: id,
  partner: 'p',
  created: ago(100),
  registered: ago(101),
  closed: ago(50),
  status: 'won',
  amount: 1000,
  ...row,
});

describe('sales cycle (K09)', () => {
  const won = (count: number, days: number, row: Row = {}) =>
    many(count, 'deal', (i) => ({
      deal: `${JSON.stringify(row)}-${days}-${i}`,
      status: 'won',
      created: ago(50 + days),
      closed: ago(50),
      ...row,
    }));

  it('compares medians with and without a partner', () => {
    const deals = [
      ...won(10, 48, { segment: 'smb' }),
      ...won(12, 60, { segment: 'smb', partner: undefined }),
      ...won(5, 999, { segment: 'enterprise', partner: undefined }),
    ];
    // 48 d / 60 d, as in the reference.
    expect(measure('sales-cycle', { deals })).toMatchObject({
      value: 0.8,
      numerator: 48,
      denominator: 60,
      n: 10,
    });
    expect(measure('sales-cycle-days', { deals })).toMatchObject({ value: 48, n: 10, low: 48, high: 48 });
  });

  it('weights the baseline to the partner’s segments', () => {
    const deals = [
      ...won(9, 30, { segment: 'a' }),
      ...won(1, 30, { segment: 'b' }),
      // Nine tenths of the weight lie on 10 days, although they are few.
      ...won(2, 10, { segment: 'a', partner: undefined }),
      ...won(20, 100, { segment: 'b', partner: undefined }),
    ];
    expect(measure('sales-cycle', { deals })).toMatchObject({ value: 3, denominator: 10, n: 10 });
  });

  it('is not measured without a comparison', () => {
    expect(measure('sales-cycle', { deals: won(10, 48) })).toMatchObject({ value: null, n: 0 });
    expect(measure('sales-cycle', { deals: won(10, 48) }).reason).toMatch(/no comparable rows/);
  });
});

describe('margin and discount (K10, K11)', () => {
  // List 3.2 M, net 2.208 M, cost 1.9 M, as in the reference: discount 31.0 %, margin 13.9 %.
  const deals = [
    deal('a', { list_amount: 2_000_000, amount: 1_208_000, cost: 1_000_000 }),
    deal('b', { list_amount: 1_200_000, amount: 1_000_000, cost: 900_000 }),
    deal('lost', { status: 'lost', list_amount: 9, amount: 9, cost: 9 }),
    deal('no cost', { list_amount: 0, amount: 0 }),
  ];
  it('weights by value', () => {
    const margin = measure('deal-margin', { deals });
    expect(margin.value).toBeCloseTo(308_000 / 2_208_000, 12);
    expect(margin.value).toBeCloseTo(0.139, 3);
    expect(margin).toMatchObject({ n: 2, excluded: { 'no amount or cost': 1 } });
    const discount = measure('discount-rate', { deals });
    expect(discount.value).toBeCloseTo(0.31, 12);
    expect(discount).toMatchObject({ n: 3, numerator: 992_000, denominator: 3_200_000 });
  });

  it('is not measured where all is free', () => {
    expect(measure('discount-rate', { deals: [deals[3]!] })).toMatchObject({
      value: null,
      n: 1,
      denominator: 0,
    });
  });

  it('works on orders, from a profit or a discount share', () => {
    const orders = [
      { order: 'a', partner: 'p', ordered: ago(3), amount: 800, profit: 200, discount: 0.2 },
      { order: 'b', partner: 'p', ordered: ago(3), amount: 100, cost: 60, list_amount: 150 },
      { order: 'c', partner: 'p', ordered: ago(3), amount: 100 },
    ];
    expect(measure('order-margin', { orders })).toMatchObject({ value: 240 / 900, n: 2 });
    // 1,000 and 150 at list.
    expect(measure('order-discount', { orders })).toMatchObject({ value: 250 / 1150, n: 2 });
  });
});

describe('costs (K12b, K50, K75)', () => {
  it('divides all costs of the quarter by new sourced customers', () => {
    const tables = {
      deals: [
        deal('a', { customer: 'X', closed: ago(10) }),
        deal('b', { customer: 'Y', closed: ago(9), partner: 'q' }),
        // X is no new customer any more.
        deal('c', { customer: 'X', closed: ago(5) }),
        // Z bought before the quarter.
        deal('d', { customer: 'Z', closed: ago(200) }),
        deal('e', { customer: 'Z', closed: ago(5) }),
        deal('f', { customer: 'W', closed: ago(5), status: 'lost' }),
        deal('g', { customer: 'V', closed: ago(5), sourced: false }),
        deal('h', { customer: 'U', closed: ago(5) }),
      ],
      costs: [
        { cost: '1', partner: 'p', spent: '2026-10-01', kind: 'tools', amount: 300 },
        { cost: '2', partner: 'p', spent: ago(1), kind: 'commission', amount: 100 },
        { cost: '3', partner: 'p', spent: '2026-09-30', kind: 'mdf', amount: 5000 },
      ],
    };
    expect(measure('cac-partner', tables)).toMatchObject({
      value: 200,
      numerator: 400,
      denominator: 2,
      n: 2,
      currency: 'EUR',
      low: null,
    });
  });

  it('returns profit over spend', () => {
    const tables = {
      deals: [deal('a', { amount: 5000, cost: 2000 }), deal('b', { amount: 100 })],
      costs: [{ cost: '1', partner: 'p', spent: ago(300), kind: 'hours', amount: 1000 }],
    };
    expect(measure('roi', tables)).toMatchObject({ value: 2, numerator: 2000, denominator: 1000, n: 1 });
    expect(measure('roi', { ...tables, costs: [{ ...tables.costs[0]!, amount: 0 }] }).reason).toMatch(
      /Nothing was spent/,
    );
    expect(measure('roi', { deals: tables.deals }).reason).toMatch(/Costs and payouts/);
  });

  it('divides payouts by new customers of the window', () => {
    const tables = {
      orders: [
        { order: 'a', partner: 'p', customer: 'X', ordered: ago(90), amount: 1 },
        { order: 'b', partner: 'p', customer: 'Y', ordered: ago(91), amount: 1 },
        { order: 'c', partner: 'p', customer: 'Y', ordered: ago(5), amount: 1 },
        { order: 'd', partner: 'p', customer: 'Z', ordered: ago(5), amount: 1 },
        // Test orders are no first orders.
        { order: 'e', partner: 'q', customer: 'Z', ordered: ago(99), amount: 1, test: true },
      ],
      costs: [
        { cost: '1', partner: 'p', spent: ago(4), kind: 'commission', amount: 500 },
        { cost: '2', partner: 'p', spent: ago(4), kind: 'mdf', amount: 9000 },
      ],
    };
    expect(measure('cpa', tables)).toMatchObject({ value: 250, denominator: 2, n: 2, currency: 'EUR' });
  });
});

describe('counts and averages (K57, K58, K59, K68)', () => {
  it('counts accepted referrals and activation leads of the quarter', () => {
    const leads = [
      { lead: 'a', partner: 'p', created: '2026-10-01T00:00', status: 'accepted', origin: 'Webinar' },
      { lead: 'b', partner: 'p', created: '2026-09-30T23:59', status: 'accepted', origin: 'webinar' },
      { lead: 'c', partner: 'p', created: at(3), status: 'new', origin: 'event ' },
      { lead: 'd', partner: 'p', created: at(3), status: 'rejected', origin: 'paid search' },
    ];
    expect(measure('sales-referrals', { leads })).toMatchObject({ value: 1, n: 1, numerator: 1 });
    expect(measure('activation-leads', { leads })).toMatchObject({ value: 2 });
    expect(measure('sales-referrals', { leads }, { of: 'q' }).value).toBeNull();
  });

  it('places instants by the day of the workspace', () => {
    const leads = [{ lead: 'a', partner: 'p', created: '2026-09-30T22:00', status: 'accepted' }];
    expect(measure('sales-referrals', { leads }).value).toBeNull();
    const workspace = { timeZone: 'Europe/Berlin', currency: 'EUR' };
    expect(measure('sales-referrals', { leads }, { workspace }).value).toBe(1);
  });

  it('counts sourced deals created in the quarter', () => {
    const deals = [
      deal('a', { created: '2026-10-01', registered: '2026-09-01' }),
      deal('b', { created: '2026-09-30', registered: '2026-09-01' }),
      deal('c', { created: ago(3), registered: ago(2) }),
      deal('d', { created: ago(3), registered: undefined }),
    ];
    expect(measure('sourced-deals', { deals })).toMatchObject({
      value: 1,
      excluded: { 'not known who sourced it': 1 },
    });
  });

  it('averages won deals', () => {
    const deals = [100, 200, 600].map((amount, i) => deal(`D${i}`, { amount }));
    const result = measure('acv', { deals });
    expect(result).toMatchObject({ value: 300, n: 3, numerator: 900, denominator: 3, currency: 'EUR' });
    // s = 264.575, t(2) = 4.30265: 300 +/- 657.2.
    expect(result.low).toBeCloseTo(-357.24, 1);
    expect(result.high).toBeCloseTo(957.24, 1);
  });
});
