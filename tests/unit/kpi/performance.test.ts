import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/kpi/judge';
import { kpiDefinition } from '@/lib/kpi/registry';
import { wilson } from '@/lib/stats/wilson';
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

describe('partner-sourced-revenue (K01)', () => {
  it('sums won deals that the partner sourced, by close date', () => {
    const result = measure('partner-sourced-revenue', {
      deals: [
        deal('D1', { amount: 100_000 }),
        deal('D2', { amount: 50_000, sourced: true, registered: undefined }),
        // The source's word beats the registration date.
        deal('D3', { sourced: false }),
        deal('D4', { status: 'lost' }),
        deal('D5', { status: 'open', closed: undefined }),
        // Registered after it was created: someone else's.
        deal('D6', { registered: ago(99) }),
        // Nobody knows.
        deal('D7', { registered: undefined }),
        deal('D8', { test: true }),
        deal('D9', { amount: undefined }),
        deal('D10', { closed: undefined }),
        deal('D11', { partner: 'q', amount: 7 }),
      ],
    });
    expect(result).toMatchObject({
      value: 150_000,
      n: 2,
      numerator: 150_000,
      low: null,
      high: null,
      currency: 'EUR',
      excluded: {
        'not known who sourced it': 1,
        'test record': 1,
        'no amount': 1,
        'no close date': 1,
      },
    });
  });

  it('has a half-open window of twelve months', () => {
    const rows = [
      deal('first day', { closed: '2025-11-21', amount: 1 }),
      deal('day before', { closed: '2025-11-20', amount: 10 }),
      deal('last day', { closed: '2026-11-20', amount: 100 }),
      deal('as-of day', { closed: '2026-11-21', amount: 1000 }),
    ].map((row) => ({ ...row, created: '2025-01-02', registered: '2025-01-02' }));
    const result = measure('partner-sourced-revenue', { deals: rows });
    expect(result.value).toBe(101);
    expect(result.window).toEqual({ from: 20_413, to: 20_778 });
  });

  it('reads orders for a partner that has no deal, and never both', () => {
    const tables = {
      deals: [deal('D1', { amount: 500 })],
      orders: [
        { order: 'O1', partner: 'p', ordered: ago(10), amount: 7000 },
        { order: 'O2', partner: 'q', ordered: ago(10), amount: 300, line: '1' },
        { order: 'O2', partner: 'q', ordered: ago(10), amount: 20, line: '2' },
        { order: 'O3', partner: 'q', ordered: ago(10), amount: 9, test: true },
      ],
    };
    expect(measure('partner-sourced-revenue', tables).value).toBe(500);
    expect(measure('partner-sourced-revenue', tables, { of: 'q' })).toMatchObject({ value: 320, n: 2 });
    expect(measure('partner-sourced-revenue', tables, { of: null })).toMatchObject({ value: 820, n: 3 });
    expect(measure('partner-sourced-revenue', tables, { of: 'r' }).value).toBeNull();
  });

  it('never adds up currencies', () => {
    const rows = [deal('D1', { currency: 'EUR' }), deal('D2', { currency: 'USD' }), deal('D3')];
    const mixed = measure('partner-sourced-revenue', { deals: rows });
    expect(mixed.value).toBeNull();
    expect(mixed.numerator).toBeNull();
    expect(mixed.reason).toMatch(/several currencies/);
    // A row without a currency has the workspace's.
    expect(measure('partner-sourced-revenue', { deals: [rows[0]!, rows[2]!] })).toMatchObject({
      value: 2000,
      currency: 'EUR',
    });
    expect(measure('partner-sourced-revenue', { deals: [rows[1]!] })).toMatchObject({
      value: 1000,
      currency: 'USD',
    });
    // Partners with one currency each are fine; the programme of both is not.
    const two = { deals: [rows[1]!, deal('D4', { partner: 'q', currency: 'eur' })] };
    expect(measure('partner-sourced-revenue', two)).toMatchObject({ value: 1000, currency: 'USD' });
    expect(measure('partner-sourced-revenue', two, { of: 'q' })).toMatchObject({
      value: 1000,
      currency: 'EUR',
    });
    expect(measure('partner-sourced-revenue', two, { of: null }).reason).toMatch(/several currencies/);
  });

  it('says why nothing was measured', () => {
    expect(measure('partner-sourced-revenue', {}).reason).toMatch(
      /Nothing was imported as "Deals" or "Orders"/,
    );
    expect(
      measure('partner-sourced-revenue', { deals: [deal('D1', { registered: undefined })] }).reason,
    ).toBe('No row counts; left out: not known who sourced it (1).');
    expect(measure('partner-sourced-revenue', { deals: [deal('D1', { partner: 'q' })] }).reason).toBe(
      'No rows in this window.',
    );
  });
});

describe('net-revenue (K02)', () => {
  it('takes refunds, chargebacks, fees and incentives off the orders they belong to', () => {
    const tables = {
      orders: [
        { order: 'O1', line: '1', partner: 'p', ordered: ago(40), amount: 10_000 },
        { order: 'O1', line: '2', partner: 'p', ordered: ago(40), amount: 5000 },
        { order: 'O2', partner: 'p', ordered: ago(30), amount: 8000 },
        { order: 'O3', partner: 'p', ordered: ago(20), amount: 2000 },
        { order: 'old', partner: 'p', ordered: ago(400), amount: 9000 },
      ],
      refunds: [
        // A part of O1, the whole of O2 twice over, and an order outside the window.
        { refund: 'R1', order: 'O1', refunded: ago(20), amount: 3000 },
        { refund: 'R2', order: 'O2', refunded: ago(20) },
        { refund: 'R3', order: 'O2', refunded: ago(19) },
        { refund: 'R4', order: 'old', refunded: ago(5), amount: 9000 },
      ],
      disputes: [{ dispute: 'C1', order: 'O3', disputed: ago(3), amount: 1500, fee: 200 }],
      costs: [
        { cost: 'a', partner: 'p', spent: ago(9), kind: 'commission', amount: 700 },
        { cost: 'b', partner: 'p', spent: ago(9), kind: 'tools', amount: 4000 },
        { cost: 'c', partner: 'p', spent: ago(399), kind: 'mdf', amount: 5000 },
      ],
    };
    // 25,000 - 3,000 - 8,000 - 1,700 - 700.
    expect(measure('net-revenue', tables)).toMatchObject({
      value: 11_600,
      n: 4,
      numerator: 12_300,
      denominator: 700,
      currency: 'EUR',
    });
    expect(measure('net-revenue-share', tables)).toMatchObject({
      value: 11_600 / 25_000,
      numerator: 11_600,
      denominator: 25_000,
      n: 4,
    });
  });

  it('takes the incentives of deals off these deals', () => {
    const tables = {
      deals: [deal('D1', { amount: 10_000 }), deal('D2', { amount: 20_000 })],
      costs: [
        // Linked to a deal: whenever it was paid.
        { cost: 'a', deal: 'D1', spent: ago(400), kind: 'commission', amount: 1000 },
        { cost: 'b', deal: 'D1', spent: ago(5), kind: 'legal', amount: 300 },
        { cost: 'c', partner: 'p', spent: ago(5), kind: 'spiff', amount: 40 },
      ],
    };
    expect(measure('net-revenue', tables).value).toBe(28_960);
  });

  it('stays measured without refunds or costs, and never below what it knows', () => {
    const orders = [{ order: 'O1', partner: 'p', ordered: ago(40), amount: 100 }];
    expect(measure('net-revenue', { orders }).value).toBe(100);
  });

  it('does not mix currencies of orders and refunds', () => {
    const tables = {
      orders: [{ order: 'O1', partner: 'p', ordered: ago(40), amount: 100, currency: 'EUR' }],
      refunds: [{ refund: 'R1', order: 'O1', refunded: ago(20), amount: 30, currency: 'USD' }],
    };
    expect(measure('net-revenue', tables)).toMatchObject({ value: null });
    expect(measure('net-revenue', tables).reason).toMatch(/several currencies/);
  });
});

describe('pipeline-created (K03)', () => {
  it('sums qualified opportunities of the quarter', () => {
    const open = { status: 'open', closed: undefined, qualified: ago(5) };
    const result = measure('pipeline-created', {
      deals: [
        deal('first', { ...open, created: '2026-10-01', registered: '2026-10-01', amount: 1 }),
        deal('before', { ...open, created: '2026-09-30', registered: '2026-09-30', amount: 10 }),
        deal('unqualified', { ...open, created: ago(9), qualified: undefined, amount: 100 }),
        deal('qualified later', { ...open, created: ago(9), qualified: ago(-1), amount: 1000 }),
        deal('late', { ...open, created: ago(9), registered: ago(8), amount: 10_000 }),
        deal('last', { ...open, created: ago(1), amount: 100_000 }),
      ],
    });
    expect(result).toMatchObject({ value: 100_001, n: 2, excluded: { 'not qualified yet': 2 } });
  });

  it('is not measured where no import says which are qualified', () => {
    expect(measure('pipeline-created', { deals: [deal('D1', { created: ago(3) })] }).reason).toMatch(
      /filled the column "Qualified"/,
    );
  });
});

describe('pipeline-influenced (K04)', () => {
  it('counts each touched opportunity once, unless the partner sourced it', () => {
    const open = { status: 'open', closed: undefined, sourced: false };
    const tables = {
      deals: [
        deal('D1', { ...open, partner: 'q', amount: 100 }),
        deal('D2', { ...open, partner: 'p', sourced: true, amount: 1000 }),
        deal('D3', { ...open, partner: 'p', amount: 10_000 }),
        deal('closed before the quarter', { partner: 'q', closed: '2026-09-30', amount: 5 }),
        deal('closed in the quarter', { partner: 'q', closed: '2026-10-01', amount: 7 }),
      ],
      touches: [
        { touch: 'a', partner: 'p', deal: 'D1', at: at(10) },
        { touch: 'b', partner: 'p', deal: 'D1', at: at(9) },
        { touch: 'c', partner: 'p', deal: 'D2', at: at(9) },
        { touch: 'd', partner: 'p', deal: 'D3', at: at(180, '00:00') },
        { touch: 'e', partner: 'p', deal: 'closed before the quarter', at: at(100) },
        { touch: 'f', partner: 'p', deal: 'closed in the quarter', at: '2026-09-30T10:00' },
        { touch: 'g', partner: 'r', deal: 'D1', at: at(2) },
        { touch: 'h', partner: 'r', deal: 'D3', at: at(181) },
        { touch: 'i', partner: 'r', deal: 'closed in the quarter', at: '2026-10-02T10:00' },
        { touch: 'j', partner: 'r', at: at(2) },
      ],
    };
    expect(measure('pipeline-influenced', tables)).toMatchObject({
      value: 10_107,
      n: 3,
      excluded: { 'same opportunity already counted': 1, 'sourced by the partner': 1 },
    });
    expect(measure('pipeline-influenced', tables, { of: 'r' })).toMatchObject({
      value: 100,
      excluded: { 'touched after it closed': 1 },
    });
    // The programme counts a deal once, however many partners took part.
    expect(measure('pipeline-influenced', tables, { of: null })).toMatchObject({ value: 10_107, n: 3 });
  });
});

describe('stage conversions (K05)', () => {
  it('counts leads that became SQL within 60 days, once they are 60 days old', () => {
    const leads = [
      ...many(8, 'lead', () => ({ created: at(100), sql: ago(90) })),
      { lead: 'in time', partner: 'p', created: at(100), sql: ago(40) },
      { lead: 'late', partner: 'p', created: at(100), sql: ago(39) },
      { lead: 'never', partner: 'p', created: at(60, '23:59') },
      { lead: 'young', partner: 'p', created: at(59, '00:00'), sql: ago(58) },
      { lead: 'test', partner: 'p', created: at(100), test: true },
    ];
    expect(measure('lead-to-sql', { leads })).toMatchObject({
      value: 9 / 11,
      numerator: 9,
      denominator: 11,
      n: 11,
      immature: 1,
      excluded: { 'test record': 1 },
      ...wilson(9, 11),
    });
  });

  it('follows SQLs and leads to the customer for 180 days', () => {
    const leads = [
      { lead: 'a', partner: 'p', created: at(300), sql: ago(250), won: ago(70) },
      { lead: 'b', partner: 'p', created: at(300), sql: ago(250), won: ago(69) },
      { lead: 'c', partner: 'p', created: at(300), sql: ago(179), won: ago(100) },
    ];
    expect(measure('sql-to-won', { leads })).toMatchObject({ numerator: 1, denominator: 2, immature: 1 });
    // 230, 231 and 200 days from lead to won: all too long.
    expect(measure('lead-to-won', { leads })).toMatchObject({ numerator: 0, denominator: 3 });
    expect(measure('lead-to-won', { leads: [{ ...leads[0]!, won: ago(120) }] })).toMatchObject({ value: 1 });
  });

  it('is not measured where no import knows SQL dates', () => {
    const leads = [{ lead: 'a', partner: 'p', created: at(300) }];
    expect(measure('lead-to-sql', { leads })).toMatchObject({ value: null, n: 0 });
  });
});

describe('win-rate (K07)', () => {
  // 18 of 50, as in the reference: 36.0 %, Wilson 24.1-49.9.
  const deals = [
    ...many(18, 'deal', (i) => ({ status: 'won', closed: ago(1 + i), amount: 200 })),
    ...many(32, 'deal', (i) => ({ deal: `lost-${i}`, status: 'lost', closed: ago(300), amount: 100 })),
  ];

  it('is won over won and lost', () => {
    const result = measure('win-rate', { deals });
    expect(result).toMatchObject({ value: 0.36, n: 50, numerator: 18, denominator: 50 });
    expect(result.low).toBeCloseTo(0.241, 3);
    expect(result.high).toBeCloseTo(0.499, 3);
  });

  it('leaves open deals aside and reports closed ones without a date', () => {
    const more = [
      ...deals,
      { deal: 'open', partner: 'p', status: 'open', closed: ago(3) },
      { deal: 'undated', partner: 'p', status: 'won' },
      { deal: 'nobody’s', status: 'won', closed: ago(3) },
    ];
    expect(measure('win-rate', { deals: more })).toMatchObject({ n: 50, excluded: { 'no close date': 1 } });
    expect(measure('win-rate', { deals: more }, { of: null })).toMatchObject({
      n: 50,
      excluded: { 'no close date': 1, 'no partner': 1 },
    });
  });

  it('reads the outcome from the stage where there is no status', () => {
    const stages = [
      { deal: 'a', partner: 'p', stage: 'Closed Won', closed: ago(3) },
      { deal: 'b', partner: 'p', stage: 'verloren', closed: ago(3) },
      { deal: 'c', partner: 'p', stage: 'Proposal', closed: ago(3) },
    ];
    expect(measure('win-rate', { deals: stages })).toMatchObject({ numerator: 1, denominator: 2 });
  });

  it('is not measured without closed deals', () => {
    const result = measure('win-rate', { deals: [{ deal: 'a', partner: 'p', status: 'open' }] });
    expect(result).toMatchObject({ value: null, numerator: 0, denominator: 0, n: 0, low: null, high: null });
  });

  it('has a value variant', () => {
    // 3,600 of 6,800.
    expect(measure('win-rate-value', { deals })).toMatchObject({
      value: 3600 / 6800,
      numerator: 3600,
      n: 50,
    });
    const without = [...deals, { deal: 'x', partner: 'p', status: 'won', closed: ago(3) }];
    expect(measure('win-rate-value', { deals: without })).toMatchObject({
      n: 50,
      excluded: { 'no amount': 1 },
    });
    const mixed = [
      ...deals,
      { deal: 'x', partner: 'p', status: 'won', closed: ago(3), amount: 5, currency: 'USD' },
    ];
    expect(measure('win-rate-value', { deals: mixed })).toMatchObject({ value: null, n: 51 });
    expect(measure('win-rate', { deals: mixed }).value).toBeCloseTo(19 / 51, 12);
  });
});

describe('pipeline coverage (K08)', () => {
  // 1.8 M open against 0.5 M still to be won, as in the reference: 3.6; at a win rate of 36 % 2.78 are needed.
  const open = { status: 'open', closed: undefined, qualified: ago(20), expected_close: '2026-12-31' };
  const tables = {
    deals: [
      deal('a', { ...open, amount: 1_000_000 }),
      deal('b', { ...open, amount: 800_000, expected_close: '2026-10-01' }),
      deal('next quarter', { ...open, amount: 7, expected_close: '2027-01-01' }),
      deal('unqualified', { ...open, amount: 7, qualified: undefined }),
      deal('won', { closed: '2026-10-02', amount: 300_000, qualified: ago(90) }),
      deal('won before', { closed: '2026-09-30', amount: 5, qualified: ago(90) }),
      ...many(17, 'deal', () => ({ status: 'won', closed: ago(200), amount: 1 })),
      ...many(33, 'deal', (i) => ({ deal: `lost-${i}`, status: 'lost', closed: ago(200) })),
    ],
    goals: [
      // The quarter's goal is part of the year's.
      { partner: 'p', metric: 'Revenue', from: '2026-10-01', to: '2027-01-01', target: 800_000 },
      { partner: 'p', metric: 'revenue', from: '2026-01-01', to: '2027-01-01', target: 2_500_000 },
      { partner: 'p', metric: 'leads', from: '2026-10-01', to: '2027-01-01', target: 90 },
      { partner: 'p', metric: 'revenue', from: '2026-07-01', to: '2026-10-01', target: 5_000_000 },
    ],
  };

  it('is the open pipeline over what is left of the goal', () => {
    const result = measure('pipeline-coverage', tables);
    expect(result.value).toBeCloseTo(3.6, 12);
    expect(result).toMatchObject({ n: 2, numerator: 1_800_000, excluded: { 'not qualified': 1 } });
    expect(result.currency).toBeUndefined();
    expect(result.denominator).toBeCloseTo(500_000, 6);
  });

  it('is 0 on no deal where none is open, and too little to judge by', () => {
    const deals = tables.deals.map((row) => (row.status === 'open' ? { ...row, partner: 'q' } : row));
    const none = { ...tables, deals };
    const result = measure('pipeline-coverage', none);
    expect(result).toMatchObject({ value: 0, n: 0, numerator: 0 });
    expect(judge(kpiDefinition('pipeline-coverage'), result, null)).toMatchObject({
      state: 'insufficient',
      needed: 5,
    });
  });

  it('is not measured where no deal says whether it is qualified', () => {
    const deals = tables.deals.map(({ qualified: _, ...row }) => row);
    expect(measure('pipeline-coverage', { ...tables, deals })).toMatchObject({ value: null, n: 0 });
  });

  it('against need multiplies by the win rate', () => {
    // 19 of 52 closed deals are won.
    const result = measure('pipeline-sufficiency', tables);
    expect(result.value).toBeCloseTo((3.6 * 19) / 52, 12);
  });

  it('has nothing to say once the goal is reached, or without one', () => {
    const reached = { ...tables, goals: [{ ...tables.goals[0]!, target: 300_000 }] };
    expect(measure('pipeline-coverage', reached)).toMatchObject({
      value: null,
      reason: 'The target of the quarter is reached: there is nothing left to cover.',
    });
    expect(measure('pipeline-coverage', { deals: tables.deals }).reason).toMatch(/"Goals"/);
  });

  it('measures pace by the days gone by', () => {
    // 51 of 92 days: 1 October to 20 November.
    const result = measure('target-attainment', { ...tables, goals: [tables.goals[0]!] });
    expect(result.value).toBeCloseTo(300_000 / ((800_000 * 51) / 92), 12);
    expect(result).toMatchObject({ n: 1, numerator: 300_000 });
    expect(measure('target-attainment', { ...tables, deals: [deal('x', { closed: ago(300) })] }).value).toBe(
      0,
    );
  });
});
