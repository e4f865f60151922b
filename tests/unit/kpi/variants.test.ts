import { describe, expect, it } from 'vitest';
import type { Row } from '../facts/build';
import { ago, at, many, measure } from './measure';

let next = 0;

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
    expect(measure('tickets-per-account', tables)).toMatchObject({ value: 2, denominator: 3 });
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
