import { describe, expect, it } from 'vitest';
import { ratioOfSums } from '@/lib/stats/ratio';
import { ago, measure } from './measure';

/** Three orders of two lines each, and one of one line whose cost nobody knows. */
const orders = [
  { order: 'a', line: '1', amount: 100, cost: 60, list_amount: 120 },
  { order: 'a', line: '2', amount: 300, cost: 100, list_amount: 300 },
  { order: 'b', line: '1', amount: 200, profit: 50, list_amount: 250 },
  { order: 'b', line: '2', amount: 200, cost: 50, list_amount: 250 },
  { order: 'c', line: '1', amount: 500, cost: 400, list_amount: 500 },
  { order: 'c', line: '2', amount: 100, list_amount: 200 },
  { order: 'd', line: '1', amount: 900, list_amount: 900 },
].map((row) => ({ partner: 'p', ordered: ago(70), ...row }));

describe('ratios over orders of several lines', () => {
  it('counts orders, and its interval is that of orders (K10b)', () => {
    const result = measure('order-margin', { orders });
    // Margins 240 of 400, 200 of 400, 100 of 500.
    const of = ratioOfSums([240, 200, 100], [400, 400, 500])!;
    expect(result).toMatchObject({ n: 3, numerator: 540, denominator: 1_300 });
    expect(result.value).toBeCloseTo(of.value!, 12);
    expect(result.low).toBeCloseTo(of.low!, 12);
    expect(result.high).toBeCloseTo(of.high!, 12);
    expect(result.excluded).toEqual({ 'no value or cost': 2, 'same order already counted': 2 });
  });

  it('counts orders (K11b)', () => {
    const result = measure('order-discount', { orders });
    const of = ratioOfSums([20, 100, 100, 0], [420, 500, 700, 900])!;
    expect(result).toMatchObject({ n: 4, numerator: 220, denominator: 2_520 });
    expect(result.low).toBeCloseTo(of.low!, 12);
  });

  it('counts orders (K19b)', () => {
    const refunds = [{ refund: '1', order: 'b', refunded: ago(60), amount: 150 }];
    const result = measure('refund-rate-value', { orders, refunds });
    const of = ratioOfSums([0, 150, 0, 0], [400, 400, 600, 900])!;
    expect(result).toMatchObject({ n: 4, numerator: 150, denominator: 2_300 });
    expect(result.high).toBeCloseTo(of.high!, 12);
  });

  it('gives each partner the lines that are its own', () => {
    const shared = [
      { order: 'x', line: '1', partner: 'p', ordered: ago(70), amount: 100, cost: 50 },
      { order: 'x', line: '2', partner: 'q', ordered: ago(70), amount: 900, cost: 0 },
    ];
    expect(measure('order-margin', { orders: shared })).toMatchObject({ n: 1, value: 0.5 });
    expect(measure('order-margin', { orders: shared }, { of: 'q' })).toMatchObject({ n: 1, value: 1 });
  });

  it('says the same of orders without lines as where another partner has some', () => {
    const whole = [
      { order: 'a', amount: 100, cost: 60, list_amount: 120 },
      { order: 'b', amount: 200, list_amount: 250 },
      { order: 'c', amount: 500, profit: 20, discount: 0.5 },
      { order: 'd', cost: 5 },
    ].map((row) => ({ partner: 'p', ordered: ago(70), ...row }));
    const lines = ['1', '2'].map((line) => ({
      order: 'z',
      line,
      partner: 'q',
      ordered: ago(70),
      amount: 10,
      cost: 1,
    }));
    const refunds = [
      { refund: '1', order: 'a', refunded: ago(60), amount: 150 },
      { refund: '2', order: 'b', refunded: ago(60) },
    ];
    for (const kpi of ['order-margin', 'order-discount', 'refund-rate-value', 'net-revenue'])
      expect(measure(kpi, { orders: whole, refunds })).toEqual(
        measure(kpi, { orders: [...whole, ...lines], refunds }),
      );
    expect(measure('order-margin', { orders: whole })).toMatchObject({ n: 2, numerator: 60 });
  });
});
