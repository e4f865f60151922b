import { describe, expect, it } from 'vitest';
import { garwood } from '@/lib/stats/garwood';
import { wilson } from '@/lib/stats/wilson';
import type { Row } from '../facts/build';
import { ago, at, many, measure } from './measure';

const order = (id: string, days: number, row: Row = {}): Row => ({
  order: id,
  partner: 'p',
  ordered: ago(days),
  amount: 100,
  ...row,
});

describe('refund-rate (K19)', () => {
  const orders = [
    order('a', 60),
    order('b', 70, { line: '1' }),
    order('b', 70, { line: '2' }),
    order('c', 89),
    order('d', 90),
    order('e', 91),
    order('young', 59),
    order('test', 80, { test: true }),
  ];

  it('counts mature orders of the window once, refunded within 60 days', () => {
    const refunds = [
      // 59 and 60 days are in time, 61 are not.
      { refund: '1', order: 'b', refunded: ago(11), amount: 1 },
      { refund: '2', order: 'd', refunded: ago(30) },
      { refund: '3', order: 'c', refunded: ago(28) },
      // Too young to count, before the window, and of nobody.
      { refund: '4', order: 'young', refunded: ago(50) },
      { refund: '5', order: 'e', refunded: ago(60) },
      { refund: '6', order: 'unknown', refunded: ago(60) },
      { refund: '7', order: 'test', refunded: ago(60) },
    ];
    expect(measure('refund-rate', { orders, refunds })).toMatchObject({
      value: 0.5,
      numerator: 2,
      denominator: 4,
      n: 4,
      immature: 1,
      excluded: { 'test record': 1, 'same order already counted': 1 },
      ...wilson(2, 4),
    });
  });

  it('counts returns without a date', () => {
    expect(measure('refund-rate', { orders, refunds: [{ order: 'c' }] })).toMatchObject({ numerator: 1 });
  });

  it('is not measured where nobody imported refunds', () => {
    const result = measure('refund-rate', { orders });
    expect(result).toMatchObject({ value: null, n: 0 });
    expect(result.reason).toMatch(/"Refunds and returns"/);
  });

  it('says that orders are too young', () => {
    const result = measure('refund-rate', { orders: [order('young', 3)], refunds: [{ order: 'x' }] });
    expect(result).toMatchObject({ value: null, immature: 1 });
    expect(result.reason).toBe('1 row too young: outcomes count once rows are 60 days old.');
  });
});

describe('chargeback-rate (K20)', () => {
  it('counts disputed payments that are 90 to 180 days old', () => {
    const orders = [order('a', 90), order('b', 180), order('c', 181), order('d', 89)];
    const disputes = [
      { dispute: '1', order: 'b', disputed: ago(2) },
      { dispute: '2', order: 'b', disputed: ago(1) },
      { dispute: '3', order: 'c', disputed: ago(1) },
      { dispute: '4', order: 'd', disputed: ago(1) },
    ];
    expect(measure('chargeback-rate', { orders, disputes })).toMatchObject({
      value: 0.5,
      n: 2,
      numerator: 1,
      immature: 1,
    });
    // A dispute of after the as-of day is not known yet.
    const later = disputes.map((row) => ({ ...row, disputed: ago(0) }));
    expect(measure('chargeback-rate', { orders, disputes: later }).value).toBe(0);
  });
});

describe('repeat-purchase (K21)', () => {
  it('asks whether new customers of the partner order again within 90 days', () => {
    const orders = [
      // Again after 90 days, of another partner.
      order('a1', 300, { customer: 'A' }),
      order('a2', 210, { customer: 'A', partner: 'q' }),
      // Again after 91 days.
      order('b1', 300, { customer: 'B' }),
      order('b2', 209, { customer: 'B' }),
      // Two lines of one order are no second order.
      order('c1', 200, { customer: 'C', line: '1' }),
      order('c1', 200, { customer: 'C', line: '2' }),
      // Twice on one day.
      order('d1', 100, { customer: 'D' }),
      order('d2', 100, { customer: 'D' }),
      // First seen with someone else: not this partner's customer.
      order('e1', 300, { customer: 'E', partner: 'q' }),
      order('e2', 290, { customer: 'E' }),
      // First order 90 and 89 days ago.
      order('f1', 90, { customer: 'F' }),
      order('g1', 89, { customer: 'G' }),
      order('x', 100),
    ];
    expect(measure('repeat-purchase', { orders })).toMatchObject({
      numerator: 2,
      denominator: 5,
      immature: 1,
      excluded: { 'no customer': 1 },
    });
    expect(measure('repeat-purchase', { orders }, { of: 'q' })).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
  });
});

describe('tickets (K22)', () => {
  const orders = [
    ...many(150, 'order', (i) => ({ ordered: ago(1 + (i % 90)), customer: `c${i % 60}` })),
    order('late', 91),
    order('order-0', 1, { line: '2' }),
  ];
  const tickets = [
    ...many(5, 'ticket', (i) => ({ opened: at(1 + i), order: 'order-1' })),
    { ticket: 'no order', partner: 'p', opened: at(2) },
    { ticket: 'through the order', order: 'order-7', opened: at(90, '00:00') },
    { ticket: 'before', partner: 'p', opened: at(91, '23:59') },
    { ticket: 'test', partner: 'p', order: 'order-1', opened: at(2), test: true },
    { ticket: 'nobody’s', order: 'unknown', opened: at(2) },
  ];
  it('relates tickets to orders', () => {
    expect(measure('tickets-per-1000-orders', { orders, tickets })).toMatchObject({
      value: 40,
      numerator: 6,
      denominator: 150,
      n: 150,
      ...garwood(6, 150, 1000),
    });
  });
  it('takes all tickets of a partner of which none names an order', () => {
    const plain = tickets.slice(0, 6).map(({ ticket, partner, opened }) => ({ ticket, partner, opened }));
    expect(measure('tickets-per-1000-orders', { orders, tickets: plain })).toMatchObject({ numerator: 6 });
  });
  it('relates tickets to customers that ordered', () => {
    expect(measure('tickets-per-account', { orders, tickets })).toMatchObject({ value: 7 / 60, n: 60 });
  });
  it('is zero without tickets, and not measured without orders', () => {
    const others = [{ ticket: 'other', partner: 'q', opened: at(2) }];
    expect(measure('tickets-per-1000-orders', { orders, tickets: others })).toMatchObject({
      value: 0,
      low: 0,
      numerator: 0,
    });
    expect(measure('tickets-per-1000-orders', { orders, tickets: others }, { of: 'q' })).toMatchObject({
      value: null,
      n: 0,
    });
    expect(measure('tickets-per-1000-orders', { orders }).value).toBeNull();
  });
  it('counts for the programme what it counts for the partners, and reports rows of nobody', () => {
    expect(measure('tickets-per-1000-orders', { orders, tickets }, { of: null })).toMatchObject({
      numerator: 6,
      denominator: 150,
      excluded: { 'no partner': 1, 'test record': 1, 'same order id already counted': 1 },
    });
  });
});

describe('no-show-rate (K37)', () => {
  it('is absent over scheduled demos that were not cancelled or moved', () => {
    // 2 of 18, as in the reference: 11.1 %, Wilson 3.1-32.8.
    const meetings = [
      ...many(16, 'meeting', (i) => ({ scheduled: at(1 + i), kind: 'demo', outcome: 'held' })),
      { meeting: 'x', partner: 'p', scheduled: at(3), kind: 'demo', outcome: 'no-show' },
      { meeting: 'y', partner: 'p', scheduled: at(90, '00:00'), outcome: 'no-show' },
      { meeting: 'z', partner: 'p', scheduled: at(3), kind: 'planning', outcome: 'no-show' },
      { meeting: 'v', partner: 'p', scheduled: at(3), kind: 'demo', outcome: 'cancelled' },
      { meeting: 'w', partner: 'p', scheduled: at(3), kind: 'demo', outcome: 'moved' },
      { meeting: 'u', partner: 'p', scheduled: at(3), kind: 'demo' },
      { meeting: 't', partner: 'p', scheduled: at(0, '00:00'), kind: 'demo', outcome: 'no-show' },
    ];
    const result = measure('no-show-rate', { meetings });
    expect(result).toMatchObject({
      numerator: 2,
      denominator: 18,
      excluded: { 'cancelled or moved before': 2, 'no outcome recorded': 1 },
    });
    expect(result.low).toBeCloseTo(0.031, 3);
    expect(result.high).toBeCloseTo(0.328, 3);
  });
});

describe('leads (K06, K74)', () => {
  it('turns MQLs into SQLs', () => {
    // 24 of 60, as in the reference: 40.0 %, Wilson 28.6-52.6.
    const leads = many(60, 'lead', (i) => ({
      created: at(200),
      mql: ago(60 + i),
      sql: i < 24 ? ago(i) : i < 40 ? ago(-1) : undefined,
    }));
    const result = measure('mql-to-sql', { leads });
    expect(result).toMatchObject({ value: 0.4, numerator: 24, denominator: 60 });
    expect(result.low).toBeCloseTo(0.286, 3);
    expect(result.high).toBeCloseTo(0.526, 3);
  });

  it('is not measured without an MQL date', () => {
    const leads = [{ lead: 'a', partner: 'p', created: at(100), sql: ago(50) }];
    expect(measure('mql-to-sql', { leads }).value).toBeNull();
  });

  it('asks for the fit of leads of which it is known', () => {
    const leads = [
      { lead: 'a', partner: 'p', created: at(3), icp_fit: true },
      { lead: 'b', partner: 'p', created: at(3), icp_fit: false },
      { lead: 'c', partner: 'p', created: at(3), icp_fit: true },
      { lead: 'd', partner: 'p', created: at(3) },
    ];
    expect(measure('icp-fit', { leads })).toMatchObject({
      value: 2 / 3,
      n: 3,
      excluded: { 'fit not known': 1 },
    });
  });
});
