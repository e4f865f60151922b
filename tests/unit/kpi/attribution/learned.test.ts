import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absorbingChain } from '@/lib/kpi/attribution/chain';
import { teach } from '@/lib/kpi/attribution/learned';
import { findModel } from '@/lib/kpi/attribution/registry';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import type { Journey } from '@/lib/kpi/attribution/types';
import { ago, at, measure, WORKSPACE } from '../measure';
import { path, weights } from './touches';

const markov = findModel('markov')!;
const shapley = findModel('shapley')!;

/** Removal effect by its definition: the chance to convert when every way to the channel ends. */
function byRemoval(journeys: readonly Journey[], channel: number): number {
  const chance = (without: number | null): number => {
    const from = new Map<number, Map<number, number>>();
    const END = -1000;
    const WON = -1001;
    const START = -1002;
    for (const { channels, converted } of journeys) {
      const steps = [START, ...channels, converted ? WON : END];
      for (let i = 1; i < steps.length; i++) {
        const row = from.get(steps[i - 1]!) ?? new Map<number, number>();
        row.set(steps[i]!, (row.get(steps[i]!) ?? 0) + 1);
        from.set(steps[i - 1]!, row);
      }
    }
    // Power iteration until nothing moves any more.
    let mass = new Map([[START, 1]]);
    let won = 0;
    for (let step = 0; step < 4_000; step++) {
      const next = new Map<number, number>();
      for (const [state, share] of mass) {
        const row = from.get(state)!;
        const total = [...row.values()].reduce((sum, count) => sum + count, 0);
        for (const [to, count] of row) {
          const part = (share * count) / total;
          if (to === WON) won += part;
          else if (to !== END && to !== without) next.set(to, (next.get(to) ?? 0) + part);
        }
      }
      mass = next;
    }
    return won;
  };
  return 1 - chance(channel) / chance(null);
}

describe('Markov removal effect', () => {
  // The worked example of the R package's authors' community: three paths, C1 > C2 > C3 converted, C1 lost,
  // C2 > C3 lost. Conversion 33.3 %; effects 0.5, 1 and 1; weights 0.2, 0.4 and 0.4.
  // https://analyzecore.com/2016/08/03/attribution-model-r-part-1/
  it('gives the published example', () => {
    const effects = absorbingChain([
      { channels: [1, 2, 3], converted: true },
      { channels: [1], converted: false },
      { channels: [2, 3], converted: false },
    ]);
    expect([1, 2, 3].map((channel) => Number(effects.get(channel)!.toFixed(12)))).toEqual([0.5, 1, 1]);
    const found = markov.weights(path([{ party: 1 }, { party: 2 }, { party: 3 }]), {} as never, effects);
    expect([...found].map((weight) => Number(weight.toFixed(12)))).toEqual([0.2, 0.4, 0.4]);
  });

  it('is what is lost by removing the channel, loops and repeats included', () => {
    const journey = fc.record({
      channels: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
      converted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(journey, { minLength: 1, maxLength: 12 }), (journeys) => {
        fc.pre(journeys.some(({ converted }) => converted));
        for (const [channel, effect] of absorbingChain(journeys)) {
          expect(effect).toBeCloseTo(byRemoval(journeys, channel), 6);
          expect(effect).toBeGreaterThanOrEqual(0);
          expect(effect).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('shares a channel’s part among its touches', () => {
    const learned = new Map([
      [1, 0.6],
      [2, 0.2],
    ]);
    const found = markov.weights(path([{ party: 1 }, { party: 2 }, { party: 1 }]), {} as never, learned);
    expect([...found].map((weight) => Number(weight.toFixed(9)))).toEqual([0.375, 0.25, 0.375]);
  });
});

describe('touches of one minute', () => {
  it('make the same chain in whatever order they were imported', () => {
    const deals = Array.from({ length: 210 }, (_, i) => ({
      deal: `d${i}`,
      partner: 'p',
      created: ago(60),
      closed: ago(10),
      status: i % 3 === 0 ? 'won' : 'lost',
      amount: 100_000,
    }));
    const touches = deals.flatMap(({ deal }, i) => {
      // Search and mail at the same minute, then the partner; others come by mail alone, or by the partner alone.
      if (i % 7 === 0) return [{ touch: `${i}`, deal, at: at(30), channel: 'mail' }];
      if (i % 5 === 0) return [{ touch: `${i}`, deal, at: at(30), partner: 'p' }];
      return [
        { touch: `${i} a`, deal, at: at(30), channel: 'search' },
        { touch: `${i} b`, deal, at: at(30), channel: 'mail' },
        { touch: `${i} c`, deal, at: at(20), partner: 'p' },
      ];
    });
    const workspace = { ...WORKSPACE, attribution: { ...DEFAULT_ATTRIBUTION, model: 'markov' } };
    const value = (rows: typeof touches) =>
      measure('attributed-value', { deals, touches: rows }, { workspace }).value;
    expect(value(touches)).toBeGreaterThan(0);
    expect(value([...touches].reverse())).toBe(value(touches));
  });
});

describe('Shapley value', () => {
  /** By its definition (Shapley, 1953): the mean of what a player adds over all orders. */
  function shapleyOf(
    players: readonly number[],
    worth: (set: ReadonlySet<number>) => number,
  ): Map<number, number> {
    const values = new Map(players.map((player) => [player, 0]));
    const orders = (rest: readonly number[]): number[][] =>
      rest.length === 0
        ? [[]]
        : rest.flatMap((x) => orders(rest.filter((y) => y !== x)).map((o) => [x, ...o]));
    const all = orders(players);
    for (const order of all) {
      const set = new Set<number>();
      for (const player of order) {
        const before = worth(set);
        set.add(player);
        values.set(player, values.get(player)! + (worth(set) - before) / all.length);
      }
    }
    return values;
  }

  it('is computed right by the oracle: the glove game has 1/6, 1/6 and 2/3', () => {
    // https://en.wikipedia.org/wiki/Shapley_value#Glove_game
    const worth = (set: ReadonlySet<number>) => (set.has(3) && (set.has(1) || set.has(2)) ? 1 : 0);
    const values = shapleyOf([1, 2, 3], worth);
    expect([1, 2, 3].map((player) => Number(values.get(player)!.toFixed(9)))).toEqual([
      0.166666667, 0.166666667, 0.666666667,
    ]);
  });

  it('adds up, over the conversions, to the value of the whole game', () => {
    const set = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(set, { minLength: 1, maxLength: 10 }), (conversions) => {
        const worth = (coalition: ReadonlySet<number>) =>
          conversions.filter((channels) => channels.every((channel) => coalition.has(channel))).length;
        const players = [...new Set(conversions.flat())];
        const expected = shapleyOf(players, worth);
        const found = new Map(players.map((player) => [player, 0]));
        for (const channels of conversions) {
          const shares = weights('shapley', path(channels.map((party) => ({ party }))));
          channels.forEach((channel, i) => {
            found.set(channel, found.get(channel)! + shares[i]!);
          });
        }
        for (const player of players) expect(found.get(player)).toBeCloseTo(expected.get(player)!, 6);
      }),
      { numRuns: 50, seed: 2 },
    );
  });
});

describe('too little to learn from', () => {
  const some = (count: number): Journey[] =>
    Array.from({ length: count }, (_, i) => ({ channels: [i % 3], converted: i % 2 === 0 }));

  it('is refused below 200 paths, with the reason', () => {
    expect(teach(markov, some(199))).toEqual({
      refused: expect.stringContaining(
        '“Markov removal effect” needs 200 paths of decided deals with touches; there are 199.',
      ),
    });
    expect(teach(shapley, some(1))).toEqual({ refused: expect.stringContaining('there is 1.') });
    expect(teach(markov, some(200))).toHaveProperty('learned');
    expect(
      teach(
        markov,
        some(200).map((each) => ({ ...each, converted: false })),
      ),
    ).toEqual({
      refused: expect.stringContaining('at least one won deal'),
    });
  });
});
