import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorDigits } from '@/lib/facts/currency';
import { isoDay } from '@/lib/facts/time';
import { measureAll } from '@/lib/kpi/engine/measure';
import { judge } from '@/lib/kpi/judge';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { buildFacts, type Row } from '../facts/build';
import { AS_OF, ago, measure, WORKSPACE } from './measure';

const rate = (day: string, from: string, to: string, value: number): Row => ({ day, from, to, rate: value });
const deal = (
  id: string,
  amount: number,
  currency: string | undefined,
  closed: number,
  row: Row = {},
): Row => ({
  deal: id,
  partner: 'p',
  created: ago(closed + 20),
  closed: ago(closed),
  sourced: true,
  status: 'won',
  amount,
  currency,
  ...row,
});
const revenue = (deals: Row[], rates: Row[], options: Parameters<typeof measure>[2] = {}) =>
  measure('partner-sourced-revenue', { deals, rates }, options);

describe('conversion at the event’s date', () => {
  it('takes the latest rate on or before the day the deal was won', () => {
    const rates = [
      rate(ago(31), 'USD', 'EUR', 0.5),
      rate(ago(30), 'USD', 'EUR', 0.8),
      rate(ago(29), 'USD', 'EUR', 0.25),
      // Rates of the day it was created are of no account.
      rate(ago(50), 'USD', 'EUR', 3),
    ];
    expect(revenue([deal('a', 10_000, 'USD', 30)], rates)).toMatchObject({
      value: 8_000,
      currency: 'EUR',
      n: 1,
    });
    expect(revenue([deal('a', 10_000, 'usd', 27)], rates).value).toBe(2_500);
    expect(revenue([deal('a', 10_000, 'USD', 30), deal('b', 100, undefined, 30)], rates).value).toBe(8_100);
    // Created by created: pipeline is placed by that day.
    expect(
      measure('pipeline-created', {
        deals: [deal('a', 10_000, 'USD', 9, { created: ago(30), qualified: ago(20) })],
        rates,
      }).value,
    ).toBe(8_000);
  });

  it('turns a rate round, or goes through the one currency that both have a rate with', () => {
    expect(revenue([deal('a', 11_000, 'USD', 30)], [rate(ago(30), 'EUR', 'USD', 1.1)]).value).toBeCloseTo(
      10_000,
      9,
    );
    // JPY has no decimals, KWD has three.
    const viaDollar = [rate(ago(30), 'USD', 'JPY', 150), rate(ago(33), 'EUR', 'USD', 1.2)];
    expect(revenue([deal('a', 18_000, 'JPY', 30)], viaDollar).value).toBeCloseTo(10_000, 9);
    expect(
      revenue([deal('a', 18_000, 'JPY', 30), deal('b', 1, 'EUR', 30)], viaDollar, {
        workspace: { ...WORKSPACE, rateDays: 2 },
      }).reason,
    ).toMatch(/no JPY\/EUR rate/);
    expect(revenue([deal('a', 12_345, 'KWD', 30)], [rate(ago(30), 'KWD', 'EUR', 3)], {}).value).toBeCloseTo(
      3_703.5,
      9,
    );
    expect(
      revenue([deal('a', 100, 'EUR', 30)], [rate(ago(30), 'KWD', 'EUR', 4)], {
        workspace: { ...WORKSPACE, currency: 'KWD' },
      }),
    ).toMatchObject({ value: 250, currency: 'KWD' });
  });

  it('prefers the pair’s own rate to its inverse and both to a third currency', () => {
    const all = [
      rate(ago(33), 'USD', 'EUR', 0.5),
      rate(ago(30), 'EUR', 'USD', 1),
      rate(ago(30), 'GBP', 'EUR', 1),
      rate(ago(30), 'GBP', 'USD', 4),
    ];
    const value = (rates: Row[]) => revenue([deal('a', 100, 'USD', 30)], rates).value;
    expect(value(all)).toBe(50);
    expect(value(all.slice(1))).toBe(100);
    expect(value(all.slice(2))).toBe(25);
  });

  it('of two ways takes the one whose rates are newest', () => {
    const through = (currency: string, days: number, value: number) => [
      rate(ago(days), currency, 'EUR', value),
      rate(ago(30), currency, 'USD', 1),
    ];
    const value = (...rates: Row[]) => revenue([deal('a', 100, 'USD', 30)], rates).value;
    expect(value(...through('CHF', 33, 2), ...through('GBP', 31, 3))).toBe(300);
    expect(value(...through('CHF', 31, 2), ...through('GBP', 33, 3))).toBe(200);
    expect(value(...through('GBP', 31, 3), ...through('CHF', 31, 2))).toBe(200);
  });

  it('a rate holds ten days, or as long as the workspace says, and not for days before it', () => {
    const deals = [deal('a', 100, 'USD', 30), deal('b', 100, 'EUR', 30)];
    expect(revenue(deals, [rate(ago(40), 'USD', 'EUR', 2)]).value).toBe(300);
    expect(revenue(deals, [rate(ago(41), 'USD', 'EUR', 2)]).value).toBeNull();
    expect(
      revenue(deals, [rate(ago(41), 'USD', 'EUR', 2)], { workspace: { ...WORKSPACE, rateDays: 11 } }).value,
    ).toBe(300);
    expect(revenue(deals, [rate(ago(29), 'USD', 'EUR', 2)]).value).toBeNull();
  });

  it('takes no notice of rates of nothing', () => {
    const deals = [deal('a', 100, 'USD', 30), deal('b', 100, 'EUR', 30)];
    for (const none of [0, -1, Number.NaN])
      expect(revenue(deals, [rate(ago(31), 'USD', 'EUR', 2), rate(ago(30), 'USD', 'EUR', none)]).value).toBe(
        300,
      );
  });

  it('converts related rows on their own day', () => {
    const orders = [{ order: 'o', partner: 'p', ordered: ago(60), amount: 10_000, currency: 'USD' }];
    const refunds = [{ order: 'o', refund: 'r', refunded: ago(20), amount: 5_000, currency: 'USD' }];
    const rates = [rate(ago(60), 'USD', 'EUR', 0.5), rate(ago(20), 'USD', 'EUR', 0.6)];
    expect(measure('net-revenue', { orders, refunds, rates })).toMatchObject({
      value: 2_000,
      currency: 'EUR',
    });
  });
});

describe('without a rate', () => {
  const mixed = [deal('a', 100, 'EUR', 30), deal('b', 100, 'USD', 20), deal('c', 100, 'USD', 40)];

  it('several currencies are an error that names the day, never a sum', () => {
    const measured = revenue(mixed, [rate(ago(40), 'USD', 'EUR', 2)]);
    expect(measured.value).toBeNull();
    expect(measured.reason).toBe(
      `The rows are in several currencies, and there is no USD/EUR rate for ${ago(20)} or the 10 days before it: import rates as “Exchange rates”, or the rows in EUR.`,
    );
    expect(revenue(mixed, []).reason).toMatch(/no USD\/EUR rate/);
    expect(revenue(mixed, [], { of: null }).reason).toMatch(/no USD\/EUR rate/);
    expect(
      revenue([deal('a', 1, 'EUR', 5), deal('b', 1, 'USD', 5, { partner: 'q' })], [], { of: null }).reason,
    ).toMatch(new RegExp(`no USD/EUR rate for ${ago(5)}`));
  });

  it('names the currency of related rows too', () => {
    const deals = [deal('a', 1_000, 'EUR', 30)];
    const costs = [
      { cost: 'c', partner: 'p', deal: 'a', kind: 'mdf', spent: ago(12), amount: 5, currency: 'JPY' },
    ];
    const net = measure('net-revenue', { deals, costs });
    expect(net.value).toBeNull();
    expect(net.reason).toMatch(new RegExp(`no JPY/EUR rate for ${ago(12)}`));
  });

  it('a figure in one other currency stays in it, and absolute limits do not apply to it', () => {
    const measured = revenue([deal('a', 100, 'USD', 30), deal('b', 50, 'USD', 20)], []);
    expect(measured).toMatchObject({ value: 150, currency: 'USD', foreign: true });
    const limit = { warn: 1_000, fail: 500, from: 'global' as const };
    const definition = { ...kpiDefinition('partner-sourced-revenue'), direction: 'higher' as const };
    expect(judge(definition, measured, limit)).toMatchObject({ grade: null, limit: null });
    expect(judge(definition, { ...measured, foreign: undefined }, limit)).toMatchObject({ grade: 'fail' });
    expect(judge(definition, measured, { ...limit, relativeTo: 'programme' })).toMatchObject({
      grade: 'fail',
    });
  });
});

describe('properties', () => {
  const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CHF');
  const amounts = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 1e9 }),
      currency,
      closed: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const units = fc.record({
    USD: fc.double({ min: 0.1, max: 10, noNaN: true }),
    JPY: fc.double({ min: 10, max: 500, noNaN: true }),
    KWD: fc.double({ min: 0.1, max: 1, noNaN: true }),
    CHF: fc.double({ min: 0.5, max: 2, noNaN: true }),
  });
  /** A rate on every fifth day, so that none is older than ten. */
  const days = Array.from({ length: 70 }, (_, i) => isoDay(AS_OF - 340 + i * 5));

  it('the sum is that of the amounts, each by its own rate; turning all rates round changes nothing', () => {
    fc.assert(
      fc.property(amounts, units, (rows, perEuro) => {
        const deals = rows.map((row, i) => deal(`d${i}`, row.amount, row.currency, row.closed));
        const forth = days.flatMap((day) =>
          Object.entries(perEuro).map(([to, value]) => rate(day, 'EUR', to, value)),
        );
        const back = forth.map(({ day, to, rate: value }) =>
          rate(String(day), String(to), 'EUR', 1 / Number(value)),
        );
        const expected = rows.reduce((sum, { amount, currency: code }) => {
          const per = { EUR: 1, ...perEuro }[code]!;
          return sum + (amount / 10 ** minorDigits(code) / per) * 100;
        }, 0);
        for (const rates of [forth, back]) {
          const { value } = revenue(deals, rates);
          expect(Math.abs(value! - expected)).toBeLessThanOrEqual(1e-9 * expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a second rate for the same currencies moves every figure in money, and no other', () => {
    const deals = [
      deal('a', 1_000, 'USD', 30, { cost: 400, list_amount: 1_100 }),
      deal('b', 500, 'USD', 20, { cost: 100 }),
    ];
    const facts = (value: number) =>
      buildFacts({ deals, rates: days.map((day) => rate(day, 'USD', 'EUR', value)) }, { partners: ['p'] });
    const of = (value: number) =>
      measureAll(facts(value), kpiDefinitions, {
        asOfDay: AS_OF,
        workspace: WORKSPACE,
        resolve: findKpi,
      }).byPartner.get(0)!;
    const once = of(1);
    const double = of(2);
    let moved = 0;
    once.forEach((measured, i) => {
      const { unit } = kpiDefinition(measured.kpi);
      const factor = unit === 'currency' ? 2 : 1;
      if (measured.value !== null)
        expect(double[i]!.value, measured.kpi).toBeCloseTo(measured.value * factor, 9);
      if (measured.value && factor === 2) moved++;
    });
    expect(moved).toBeGreaterThan(2);
  });
});
