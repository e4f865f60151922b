import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '@/lib/facts/time';
import { incrementalityView } from '@/lib/kpi/experiments/incrementality';
import { match } from '@/lib/kpi/experiments/matching';
import { BY_PARTNER, canBeParted, mixView } from '@/lib/kpi/experiments/mix';
import { changeParts } from '@/lib/kpi/experiments/parts';
import { trustView } from '@/lib/kpi/experiments/trust-transfer';
import type { Comparison } from '@/lib/kpi/experiments/types';
import { kpiDefinition } from '@/lib/kpi/registry';
import { eValue, riskRatio } from '@/lib/stats/risk-ratio';
import { compareProportions } from '@/lib/stats/two-proportion';
import { wilson } from '@/lib/stats/wilson';
import { Random } from '@/tests/generator/random';
import { buildFacts, type Row, type Rows } from '../facts/build';
import { AS_OF, ago, WORKSPACE } from './measure';

const OPTIONS = { asOfDay: AS_OF, workspace: WORKSPACE, months: 12 };
const facts = (tables: Rows) => buildFacts(tables, { partners: ['p', 'q'] });
const of = <T extends Comparison>(view: { comparisons: T[] }, id: string): T =>
  view.comparisons.find((each) => each.id === id)!;

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

  it('take cells of as many rows as an import may bring', () => {
    const rows = 150_000;
    const alike = match(Array(2 * rows).keys(), (place) => place < rows, []);
    expect([alike.exposed.length, alike.others.length]).toEqual([rows, rows]);
    const alone = match(Array(rows).keys(), () => true, []);
    expect(alone.unmatchedExposed).toHaveLength(rows);
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

describe('mix and rate', () => {
  const win = kpiDefinition('win-rate');
  const at = (n: number, wins: number, segment: string, day: string, more: Row = {}): Row[] =>
    Array.from({ length: n }, (_, i) => ({
      deal: `${segment} ${day} ${n} ${i} ${more.partner}`,
      partner: 'p',
      segment,
      created: '2026-01-10',
      closed: day,
      status: i < wins ? 'won' : 'lost',
      ...more,
    }));
  const mix = (deals: Row[], by = 'segment', partner: number | null = 0) =>
    mixView(facts({ deals }), { asOfDay: AS_OF, workspace: WORKSPACE, partner, definition: win, by });

  it('tells a change of what is sold from a change of how it is won', () => {
    // November has only begun: August to October against February to July.
    const view = mix([
      ...at(80, 64, 'easy', '2026-05-10'),
      ...at(20, 4, 'hard', '2026-05-10'),
      ...at(20, 16, 'easy', '2026-09-10'),
      ...at(80, 16, 'hard', '2026-09-10'),
      ...at(50, 50, 'easy', '2026-11-10'),
      ...at(50, 50, 'easy', '2026-01-31'),
    ]);
    expect(view.change!.difference).toBeCloseTo(0.32 - 0.68, 12);
    expect(view.rate!.value).toBeCloseTo(0, 12);
    expect(view.mix!.value).toBeCloseTo(-0.36, 12);
    expect(view.mix!.high!).toBeLessThan(0);
    expect(view.volume).toMatchObject({ before: 100 / 6, after: 100 / 3 });
    expect(view.volume.p!).toBeLessThan(0.001);
    expect(view.groups.map(({ name }) => name).toSorted()).toEqual(['easy', 'hard']);
    expect(view.groups[0]!.before.rows.length + view.groups[1]!.before.rows.length).toBe(100);
  });

  it('parts all partners by partner, and says when there are too few rows', () => {
    const deals = [
      ...at(40, 20, 'one', '2026-05-10'),
      ...at(40, 20, 'one', '2026-09-10'),
      ...at(40, 10, 'one', '2026-09-10', { partner: 'q' }),
      ...at(99, 0, 'one', '2026-09-10', { partner: undefined }),
    ];
    const view = mix(deals, BY_PARTNER, null);
    expect(view.groups.map(({ name }) => name).toSorted()).toEqual(['p', 'q']);
    expect(view.mix!.value).toBeCloseTo(-0.125, 12);
    expect(mix(deals.slice(0, 19)).reason).toMatch(/20 closed deals/);
    expect(() => mix(deals, 'name')).toThrow('cannot be parted');
    expect(canBeParted(kpiDefinition('nps'))).toBe(false);
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

describe('parts of a partner’s recent change', () => {
  const refunds = kpiDefinition('refund-rate');
  /** Orders of one day, the first of them refunded. */
  const orders = (n: number, back: number, segment: string, ordered: string, partner = 'p') => {
    const names = Array.from({ length: n }, (_, i) => `${segment} ${ordered} ${i} ${partner}`);
    return {
      customers: names.map((name) => ({ customer: name, partner, started: ordered, segment })),
      orders: names.map((name) => ({ order: name, customer: name, partner, ordered, amount: 100 })),
      refunds: names.slice(0, back).map((name) => ({ order: name, refunded: ordered, amount: 100 })),
    };
  };
  const together = (...all: ReturnType<typeof orders>[]) =>
    facts({
      customers: all.flatMap(({ customers }) => customers),
      orders: all.flatMap((one) => one.orders),
      refunds: all.flatMap((one) => one.refunds),
    });
  const day = parseIsoDay;
  const before = { window: { from: day('2026-02-01'), to: day('2026-06-01') }, n: 100, k: 10 };
  const after = { window: { from: day('2026-06-01'), to: day('2026-09-01') }, n: 100, k: 40 };
  const seen = together(
    orders(100, 10, 'careful', '2026-05-31'),
    orders(20, 2, 'careful', '2026-06-01'),
    orders(80, 38, 'hasty', '2026-08-31'),
    orders(50, 50, 'hasty', '2026-07-01', 'q'),
  );
  const parts = (partner: number, was = before, is = after) =>
    changeParts(seen, refunds, partner, was, is, { asOfDay: AS_OF, workspace: WORKSPACE });

  it('are those of the rows that were counted, parted by what their customers are', () => {
    const { by, mix, rate } = parts(0)!;
    expect(by).toBe("customers' segment");
    // Refunds of 10 % among careful ones throughout: all of it is who buys.
    expect(mix).toBeCloseTo(0.3, 12);
    expect(rate).toBeCloseTo(0, 12);
  });

  it('are not told of other rows than those that were counted, nor where all are of one kind', () => {
    expect(parts(0, before, { ...after, n: 101 })).toBeNull();
    expect(parts(0, { ...before, k: 9 })).toBeNull();
    expect(parts(1, { ...before, n: 0, k: 0 }, { ...after, n: 50, k: 50 })).toBeNull();
  });
});
