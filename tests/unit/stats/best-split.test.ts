import { describe, expect, it } from 'vitest';
import { type Level, splits } from '@/lib/stats/best-split';
import { bootstrap } from '@/lib/stats/bootstrap';
import { fisherExact } from '@/lib/stats/two-proportion';
import { Random } from '@/tests/generator/random';

/** Customers by integrations 0-8, each of whom stays with a chance of its level. */
function drawn(random: Random, rows: number, chance: (level: number) => number): Level[] {
  const levels = Array.from({ length: 9 }, () => ({ rows: 0, successes: 0 }));
  for (let i = 0; i < rows; i++) {
    const at = Math.min(8, random.poisson(3));
    levels[at]!.rows++;
    if (random.chance(chance(at))) levels[at]!.successes++;
  }
  return levels;
}

describe('splits of levels', () => {
  it('is silent where there is nothing: at most one data set in twenty', () => {
    const random = new Random('no effect');
    const sets = 400;
    let found = 0;
    for (let set = 0; set < sets; set++) {
      const levels = drawn(random, 240, () => 0.8);
      const each = splits(levels, 20, { permutations: 199, seed: set });
      expect(each.length).toBeGreaterThan(3);
      if (each.some(({ p }) => p <= 0.05)) found++;
    }
    // Three standard errors above 5 %: sqrt(0.05 x 0.95 / 400) = 1.1 %.
    expect(found / sets).toBeLessThanOrEqual(0.05 + 0.033);
    // And it is no test that never speaks.
    expect(found).toBeGreaterThan(0);
  });

  it('would cry wolf without paying for the looks', () => {
    const random = new Random('no effect');
    let found = 0;
    for (let set = 0; set < 400; set++)
      if (
        splits(
          drawn(random, 240, () => 0.8),
          20,
          { permutations: 1 },
        ).some(({ z }) => Math.abs(z) > 1.96)
      )
        found++;
    expect(found / 400).toBeGreaterThan(0.1);
  });

  it('finds an effect that is there, at the level where it is', () => {
    const random = new Random('an effect');
    for (let set = 0; set < 10; set++) {
      const found = splits(
        drawn(random, 1500, (level) => (level >= 4 ? 0.95 : 0.75)),
        20,
        { seed: set },
      );
      const clear = found.filter(({ p, z }) => p <= 0.05 && z > 0);
      expect(clear.map(({ at }) => at)).toContain(4);
      expect(found.toSorted((a, b) => b.z - a.z)[0]!.at).toBe(4);
    }
  });

  it('agrees with Fisher’s exact test where there is one split: his tea', () => {
    // R. A. Fisher, The Design of Experiments (1935): 3 of 4 against 1 of 4, p = 0.486 (two-sided).
    const [only] = splits(
      [
        { rows: 4, successes: 1 },
        { rows: 4, successes: 3 },
      ],
      4,
      { permutations: 9999 },
    );
    expect(fisherExact(3, 4, 1, 4)).toBeCloseTo(0.486, 3);
    expect(only!.p).toBeCloseTo(0.486, 1);
    expect(Math.abs(only!.p - 0.4857)).toBeLessThan(0.02);
  });

  it('does not look at sides that are too small, and gives the same answer twice', () => {
    const levels = [
      { rows: 50, successes: 40 },
      { rows: 10, successes: 2 },
    ];
    expect(splits(levels, 20)).toEqual([]);
    expect(splits(levels, 10)).toEqual(splits(levels, 10));
    expect(
      splits(
        [
          { rows: 40, successes: 40 },
          { rows: 40, successes: 40 },
        ],
        20,
      )[0],
    ).toMatchObject({ z: 0, p: 1 });
  });
});

describe('bootstrap', () => {
  it('covers the difference of two means about as often as it says', () => {
    const random = new Random('coverage');
    let covered = 0;
    const sets = 200;
    for (let set = 0; set < sets; set++) {
      const [a, b] = [40, 60].map((n) => Array.from({ length: n }, () => random.normal(0, 1)));
      const of = (values: number[], rows: Int32Array) =>
        rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
      const { low, high } = bootstrap([40, 60], (i, j) => of(a!, i) - of(b!, j), { draws: 400, seed: set })!;
      if (low! <= 0 && high! >= 0) covered++;
    }
    expect(covered / sets).toBeGreaterThan(0.89);
    expect(covered / sets).toBeLessThan(0.99);
  });

  it('has the standard error of the mouse data', () => {
    // Efron and Tibshirani, An Introduction to the Bootstrap (1993), table 2.2: survival in days of 7 treated mice; the
    // standard error of the mean is 23.36 for endless draws.
    const days = [94, 197, 16, 38, 99, 141, 23];
    const mean = (rows: Int32Array) => rows.reduce((sum, row) => sum + days[row]!, 0) / rows.length;
    const { low, high } = bootstrap([days.length, 2], mean, { draws: 4000 })!;
    expect((high! - low!) / (2 * 1.96) / 23.36).toBeGreaterThan(0.94);
    expect((high! - low!) / (2 * 1.96) / 23.36).toBeLessThan(1.06);
  });

  it('has no interval where too many draws have no figure, and an open end where it is without bound', () => {
    expect(bootstrap([5, 5], (i) => (i[0] === 0 ? Number.NaN : 1))).toBeNull();
    expect(bootstrap([1, 5], () => 1)).toBeNull();
    expect(bootstrap([5, 5], (i) => (i[0] === 0 ? Number.POSITIVE_INFINITY : i[0]!))).toEqual({
      low: 1,
      high: null,
    });
  });
});
