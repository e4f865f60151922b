import { randomBelow } from './random';

/** Rows by a whole number, e.g. customers by how many integrations they use. */
export interface Level {
  rows: number;
  successes: number;
}

export interface Split {
  /** Rows at this level or above against those below it. */
  at: number;
  above: Level;
  below: Level;
  /** Pooled two-proportion z: positive where more succeed above. */
  z: number;
  /** p-value that holds for all splits together. */
  p: number;
}

const sum = (levels: readonly Level[]): Level =>
  levels.reduce(
    (all, { rows, successes }) => ({ rows: all.rows + rows, successes: all.successes + successes }),
    { rows: 0, successes: 0 },
  );

function zOf(above: Level, below: Level): number {
  const rows = above.rows + below.rows;
  const pooled = (above.successes + below.successes) / rows;
  const variance = pooled * (1 - pooled) * (1 / above.rows + 1 / below.rows);
  if (!(variance > 0)) return 0;
  return (above.successes / above.rows - below.successes / below.rows) / Math.sqrt(variance);
}

/**
 * Every split of the levels in two, each with a p-value that pays for having looked at all of them: outcomes are dealt
 * anew among the rows, and a split counts by how often the largest |z| of any split is as large as its own. So with no
 * effect at all, a split with p <= 0.05 is found in at most 5 % of data sets, however many splits there are.
 *
 * Source: P. H. Westfall and S. S. Young, Resampling-Based Multiple Testing (1993), section 2.3 (single-step max-T);
 * p-values as (b + 1) / (m + 1): B. Phipson and G. K. Smyth, Statistical Applications in Genetics and Molecular
 * Biology 9 (2010), article 39.
 *
 * @param levels by their number, from 0
 * @param least rows that each side must have for a split to be looked at
 * @returns splits in ascending order; none where no split has enough rows
 */
export function splits(
  levels: readonly Level[],
  least: number,
  { permutations = 1999, seed = 1 }: { permutations?: number; seed?: number } = {},
): Split[] {
  const found = levels.flatMap((_, at) => {
    const [below, above] = [sum(levels.slice(0, at)), sum(levels.slice(at))];
    if (at === 0 || Math.min(above.rows, below.rows) < least) return [];
    return [{ at, above, below, z: zOf(above, below) }];
  });
  if (found.length === 0) return [];
  const all = sum(levels);
  // Dealing out the rarer outcome takes fewer draws, and the other one follows.
  const rare = Math.min(all.successes, all.rows - all.successes);
  const beaten = new Int32Array(found.length);
  const draw = randomBelow(seed);
  const left = new Int32Array(levels.length);
  for (let round = 0; round < permutations; round++) {
    for (let i = 0; i < left.length; i++) left[i] = levels[i]!.rows;
    for (let dealt = 0; dealt < rare; dealt++) {
      let place = draw(all.rows - dealt);
      let level = 0;
      while (place >= left[level]!) place -= left[level++]!;
      left[level]!--;
    }
    let most = 0;
    for (const { at, above, below } of found) {
      let marked = 0;
      for (let i = at; i < left.length; i++) marked += levels[i]!.rows - left[i]!;
      const z = zOf({ rows: above.rows, successes: marked }, { rows: below.rows, successes: rare - marked });
      most = Math.max(most, Math.abs(z));
    }
    // Equal but for rounding is as large.
    for (let i = 0; i < found.length; i++) if (most >= Math.abs(found[i]!.z) - 1e-9) beaten[i]!++;
  }
  return found.map((split, i) => ({ ...split, p: (beaten[i]! + 1) / (permutations + 1) }));
}
