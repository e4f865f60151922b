import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdoutView } from '@/lib/kpi/experiments/holdout';
import { incrementalityView } from '@/lib/kpi/experiments/incrementality';
import { type IntegrationView, integrationView } from '@/lib/kpi/experiments/integrations';
import { match } from '@/lib/kpi/experiments/matching';
import { trustView } from '@/lib/kpi/experiments/trust-transfer';
import type { Comparison } from '@/lib/kpi/experiments/types';
import { eValue, riskRatio } from '@/lib/stats/risk-ratio';
import { compareProportions } from '@/lib/stats/two-proportion';
import { wilson } from '@/lib/stats/wilson';
import { Random } from '@/tests/generator/random';
import { buildFacts, type Row, type Rows } from '../facts/build';
import { AS_OF, ago, measure, WORKSPACE } from './measure';

const OPTIONS = { asOfDay: AS_OF, workspace: WORKSPACE, months: 12 };
const facts = (tables: Rows) => buildFacts(tables, { partners: ['p', 'q'] });
const of = <T extends Comparison>(view: { comparisons: T[] }, id: string): T =>
  view.comparisons.find((each) => each.id === id)!;

interface Drawn {
  used: number;
  left?: number;
  mrr?: number;
  health?: number;
}

/** Customers of two years ago with so many integrations in use a year ago. */
function customers(drawn: readonly Drawn[], partner: string | undefined = 'p'): Rows {
  const rows: Record<'customers' | 'integrations' | 'subscriptions', Row[]> = {
    customers: [],
    integrations: [],
    subscriptions: [],
  };
  drawn.forEach(({ used, left, mrr = 100_00, health }, i) => {
    const customer = `c${i}`;
    rows.customers.push({
      customer,
      partner,
      started: ago(700),
      ended: left === undefined ? undefined : ago(left),
      health,
    });
    for (let k = 0; k < used; k++)
      rows.integrations.push({
        customer,
        integration: `i${k}`,
        installed: ago(600),
        last_active: ago((left ?? 0) + 1),
      });
    rows.subscriptions.push({ movement: `m${i}`, customer, moved: ago(700), kind: 'new', mrr });
  });
  return rows;
}
const repeat = (n: number, one: Drawn): Drawn[] => Array.from({ length: n }, () => one);
const integrations = (
  tables: Rows,
  more: { least?: number; partner?: number | null } = {},
): IntegrationView => integrationView(facts(tables), { ...OPTIONS, partner: null, least: 4, ...more });

describe('integrations', () => {
  const drawn = [
    ...repeat(45, { used: 5, health: 80, mrr: 300_00 }),
    ...repeat(5, { used: 5, left: 100, health: 10, mrr: 300_00 }),
    ...repeat(60, { used: 1, health: 60 }),
    ...repeat(40, { used: 1, left: 100 }),
  ];

  it('compares retention, contract value and health of many against few', () => {
    const view = integrations(customers(drawn));
    const retention = of(view, 'retention');
    const expected = compareProportions(45, 50, 60, 100)!;
    expect(retention.exposed).toMatchObject({ value: 0.9, ...wilson(45, 50) });
    expect(retention.exposed.rows).toHaveLength(50);
    expect(retention.difference).toBeCloseTo(0.3, 12);
    expect(retention.low).toBeCloseTo(expected.low, 12);
    expect(retention.high).toBeCloseTo(expected.high, 12);
    expect(of(view, 'contract-value')).toMatchObject({ difference: 200_00 * 12 });
    // A score of someone who left is no health of a customer.
    expect(of(view, 'health')).toMatchObject({ difference: 20 });
    expect(of(view, 'health').exposed.rows).toHaveLength(45);
    expect(view.clear).toBe(2);
  });

  it('reckons churn by the months as a customer, and lifetime with the deal margin', () => {
    const deals = Array.from({ length: 6 }, (_, i) => ({
      deal: `d${i}`,
      partner: 'p',
      status: 'won',
      created: ago(60),
      closed: ago(30),
      amount: 100_00,
      cost: 20_00,
    }));
    const view = integrations({ ...customers(drawn), deals });
    const month = 365.25 / 12;
    const rate = 5 / ((45 * 365 + 5 * 265) / month);
    expect(of(view, 'churn').exposed.value).toBeCloseTo(rate, 12);
    expect(of(view, 'churn').high!).toBeLessThan(0);
    const lifetime = of(view, 'lifetime-value');
    expect(lifetime.exposed.value).toBeCloseTo((300_00 * 0.8) / rate, 4);
    expect(lifetime.low!).toBeGreaterThan(0);
    expect(lifetime.low!).toBeLessThan(lifetime.difference!);
    expect(of(integrations(customers(drawn)), 'lifetime-value').reason).toMatch(
      /deal margin is not measured/,
    );
  });

  it('is decided on the first day: what came later, or was left by then, does not count', () => {
    const tables = customers([...repeat(30, { used: 0 }), ...repeat(30, { used: 4 })]);
    for (const [i, row] of tables.customers!.slice(0, 30).entries()) {
      const customer = row.customer!;
      for (let k = 0; k < 4; k++) {
        const integration = `x${k}`;
        tables.integrations!.push(
          [
            { customer, integration, installed: ago(300), last_active: ago(1) },
            { customer, integration, installed: ago(600), last_active: ago(420) },
            { customer, integration, installed: ago(600), last_active: ago(1), removed: ago(400) },
          ][i % 3]!,
        );
      }
    }
    expect(of(integrations(tables), 'retention').exposed.rows).toHaveLength(30);
  });

  it('asks for 20 on each side and says how many are missing; opens every row', () => {
    const view = integrations(customers([...repeat(19, { used: 5 }), ...repeat(30, { used: 1 })]));
    expect(of(view, 'retention')).toMatchObject({
      difference: null,
      reason: expect.stringContaining('1 more'),
    });
    expect(of(view, 'retention').exposed.rows).toHaveLength(19);
    expect(view.splits).toEqual([]);
    expect(view.clear).toBeNull();
  });

  it('says what is lacking, and takes one partner only', () => {
    const tables = customers(drawn);
    expect(integrations({ ...tables, integrations: [] }).reason).toMatch(/Nothing was imported/);
    const idle = tables.integrations!.map(({ last_active: _, ...row }) => row);
    expect(integrations({ ...tables, integrations: idle }).reason).toMatch(/"Last active"/);
    expect(integrations(tables, { partner: 1 }).reason).toMatch(/Nobody was a customer/);
    expect(integrations(tables, { partner: 0 }).customers.rows).toHaveLength(150);
    expect(() => integrations(tables, { least: 0 })).toThrow('1 to 8');
  });
});

interface Deal {
  partner?: string;
  segment?: string;
  amount?: number;
  month?: number;
  won: boolean;
}

const dealRows = (deals: readonly Deal[]): Row[] =>
  deals.map(({ partner, segment = 'SMB', amount = 1000_00, month = 3, won }, i) => ({
    deal: `d${i}`,
    ...(partner ? { partner } : {}),
    segment,
    amount,
    created: `2026-0${month}-10`,
    closed: `2026-0${month + 1}-15`,
    status: won ? 'won' : 'lost',
  }));
const lots = (n: number, wins: number, deal: Omit<Deal, 'won'>): Deal[] =>
  Array.from({ length: n }, (_, i) => ({ ...deal, won: i < wins }));
const increment = (deals: readonly Deal[], more: Rows = {}) =>
  incrementalityView(facts({ deals: dealRows(deals), ...more }), { ...OPTIONS, partner: 0 });

describe('matched deals', () => {
  it('compare like with like: a partner that only picks the easy deals brings nothing', () => {
    const view = increment([
      ...lots(50, 40, { partner: 'p', segment: 'easy' }),
      ...lots(50, 40, { segment: 'easy' }),
      ...lots(100, 20, { segment: 'hard' }),
    ]);
    const rate = of(view, 'win-rate');
    expect(rate.difference).toBeCloseTo(0, 12);
    expect(rate.sensitivity).toEqual({ point: 1, interval: 1 });
    expect(rate.unmatched.others.rows).toHaveLength(100);
    expect(rate.unmatched.exposed.rows).toHaveLength(0);
  });

  it('find a difference that is there, with its bound and the wins that it makes', () => {
    const view = increment([...lots(100, 60, { partner: 'p' }), ...lots(100, 30, {})]);
    const rate = of(view, 'win-rate');
    const expected = compareProportions(60, 100, 30, 100)!;
    expect(rate).toMatchObject({ reason: null });
    expect(rate.difference).toBeCloseTo(0.3, 12);
    expect(rate.low).toBeCloseTo(expected.low, 12);
    expect(rate.sensitivity).toEqual(eValue(riskRatio(0.6, 100, 0.3, 100)!));
    expect(view.extraWins).toMatchObject({ deals: 100 });
    expect(view.extraWins!.value).toBeCloseTo(30, 9);
    expect(of(view, 'value').difference).toBeCloseTo(300_00, 6);
  });

  it('leave out what has no like by segment, size or month, and other partners’ deals', () => {
    const view = increment([
      ...lots(40, 20, { partner: 'p' }),
      ...lots(40, 20, {}),
      ...lots(10, 10, { partner: 'p', month: 5 }),
      ...lots(10, 10, { partner: 'p', segment: 'alone' }),
      ...lots(10, 10, { partner: 'p', amount: 9_000_000_00 }),
      ...lots(99, 99, { partner: 'q' }),
    ]);
    expect(of(view, 'win-rate').exposed.rows).toHaveLength(40);
    expect(of(view, 'win-rate').unmatched.exposed.rows).toHaveLength(30);
    expect(of(view, 'win-rate').difference).toBeCloseTo(0, 12);
  });

  it('are not yet knowable below 30 on each side', () => {
    const view = increment([...lots(29, 20, { partner: 'p' }), ...lots(80, 20, {})]);
    expect(of(view, 'win-rate')).toMatchObject({ difference: null, reason: expect.stringContaining('30') });
    expect(view.extraWins).toBeNull();
  });

  it('tell net-new customers from those that were ours', () => {
    const came = (n: number, prior: boolean | undefined, from: string) =>
      Array.from({ length: n }, (_, i) => ({
        customer: `${from} ${prior} ${i}`,
        partner: from,
        started: ago(40),
        prior,
      }));
    const { netNew } = increment([], {
      customers: [
        ...came(12, false, 'p'),
        ...came(4, true, 'p'),
        ...came(9, undefined, 'p'),
        ...came(5, false, 'q'),
      ],
    });
    expect(netNew).toMatchObject({ value: 0.75, ...wilson(12, 16) });
    expect(netNew.rows).toHaveLength(16);
  });

  it('hold the weights together and use every row once, whatever the keys', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            own: fc.boolean(),
            a: fc.integer({ min: 0, max: 3 }),
            b: fc.integer({ min: 0, max: 2 }),
          }),
        ),
        (rows) => {
          const keys = [rows.map(({ a }) => a), rows.map(({ b }) => b)];
          const found = match(rows.keys(), (place) => rows[place]!.own, keys);
          const all = [
            ...found.exposed,
            ...found.others,
            ...found.unmatchedExposed,
            ...found.unmatchedOthers,
          ];
          expect(all.toSorted((x, y) => x - y)).toEqual([...rows.keys()]);
          expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(found.exposed.length, 9);
          // Within a cell both sides weigh the same.
          const weight = new Map<string, number>();
          const cell = (place: number) => `${rows[place]!.a} ${rows[place]!.b}`;
          for (const place of found.exposed) weight.set(cell(place), (weight.get(cell(place)) ?? 0) + 1);
          found.others.forEach((place, i) => {
            weight.set(cell(place), weight.get(cell(place))! - found.weights[i]!);
          });
          for (const left of weight.values()) expect(left).toBeCloseTo(0, 9);
        },
      ),
    );
  });

  it('hold no difference in their interval nine times in ten where there is none', () => {
    const random = new Random('nothing incremental');
    let held = 0;
    for (let set = 0; set < 60; set++) {
      const deals = Array.from({ length: 300 }, () => {
        const easy = random.chance(0.5);
        // Partners are where deals are easy; within a segment they change nothing.
        const partner = random.chance(easy ? 0.7 : 0.3) ? 'p' : undefined;
        return { partner, segment: easy ? 'easy' : 'hard', won: random.chance(easy ? 0.6 : 0.2) };
      });
      const { low, high } = of(increment(deals), 'win-rate');
      if (low! <= 0 && high! >= 0) held++;
    }
    expect(held / 60).toBeGreaterThan(0.88);
  });
});

describe('trust transfer', () => {
  it('compares win rate, NPS and sentiment with those that no partner stands behind', () => {
    const answers = (n: number, score: number, partner?: string) =>
      Array.from({ length: n }, (_, i) => ({
        response: `${partner} ${score} ${i}`,
        partner,
        kind: 'nps',
        score,
        answered: ago(10 + (i % 5)),
      }));
    const texts = (n: number, sentiment: string, partner?: string) =>
      Array.from({ length: n }, (_, i) => ({
        text: `${partner} ${sentiment} ${i}`,
        partner,
        channel: 'social',
        sentiment,
        published: ago(10),
      }));
    const view = trustView(
      facts({
        deals: dealRows([...lots(40, 20, { partner: 'p' }), ...lots(40, 10, {})]),
        surveys: [...answers(20, 10, 'p'), ...answers(20, 7, 'p'), ...answers(30, 5), ...answers(10, 9)],
        texts: [...texts(20, 'positive', 'p'), ...texts(5, 'negative', 'p'), ...texts(40, 'neutral')],
      }),
      { ...OPTIONS, partner: 0 },
    );
    expect(of(view, 'win-rate').difference).toBeCloseTo(0.25, 12);
    expect(of(view, 'nps')).toMatchObject({
      difference: 100,
      exposed: { value: 50 },
      others: { value: -50 },
    });
    expect(of(view, 'sentiment')).toMatchObject({
      difference: null,
      reason: expect.stringContaining('5 more'),
    });
  });

  it('takes an answer for the partner’s whose customer it is', () => {
    const view = trustView(
      facts({
        customers: [{ customer: 'a', partner: 'p', started: ago(300), segment: 'SMB' }],
        surveys: [{ response: '1', customer: 'a', kind: 'nps', score: 9, answered: ago(5) }],
      }),
      { ...OPTIONS, partner: null },
    );
    expect(of(view, 'nps').unmatched.exposed.rows).toHaveLength(1);
  });
});

describe('holdout tests', () => {
  const arm = (arm: string, audience: number, converted: number, more: Row = {}): Row => ({
    experiment: 'spring',
    partner: 'p',
    arm,
    measured: ago(5),
    audience,
    converted,
    ...more,
  });

  it('give the lift, with its interval, and the customers that it makes', () => {
    const { tests } = holdoutView(facts({ holdouts: [arm('exposed', 200, 20), arm('holdout', 100, 5)] }), {
      ...OPTIONS,
      partner: 0,
    });
    expect(tests).toHaveLength(1);
    expect(tests[0]).toMatchObject({ name: 'spring', lift: compareProportions(20, 200, 5, 100) });
    expect(tests[0]!.relative!.value).toBeCloseTo(1, 12);
    expect(tests[0]!.incremental!.value).toBeCloseTo(10, 12);
  });

  it('keep apart tests of other partners, arms that cannot be, and tests with one arm', () => {
    const { tests, leftOut } = holdoutView(
      facts({
        holdouts: [
          arm('exposed', 200, 20),
          arm('holdout', 100, 5, { partner: 'q' }),
          arm('holdout', 10, 50, { experiment: 'odd' }),
          arm('exposed', 0, 0, { experiment: 'odd' }),
        ],
      }),
      { ...OPTIONS, partner: null },
    );
    expect(tests.map(({ lift }) => lift)).toEqual([null, null]);
    expect(leftOut.map(({ reason, rows }) => [reason, rows.length])).toEqual([
      ['converted is missing or no part of the audience', 1],
      ['no audience', 1],
    ]);
  });

  it('make K12c: cost over the customers that would not have come anyway', () => {
    const tables = {
      customers: Array.from({ length: 30 }, (_, i) => ({
        customer: `c${i}`,
        partner: 'p',
        started: ago(20),
      })),
      costs: [{ cost: 'k', partner: 'p', spent: ago(10), kind: 'mdf', amount: 2000_00 }],
      holdouts: [arm('exposed', 200, 20), arm('holdout', 100, 5)],
    };
    // 2,000 / (30 - 5 % of 200) = 100.
    expect(measure('cac-incremental-holdout', tables)).toMatchObject({
      value: 100_00,
      n: 30,
      currency: 'EUR',
    });
    const none = { ...tables, customers: tables.customers.slice(0, 9) };
    expect(measure('cac-incremental-holdout', none).reason).toMatch(/come anyway/);
    expect(measure('cac-incremental-holdout', { ...tables, holdouts: [] }).value).toBeNull();
  });
});
