/**
 * Like against like: rows of two groups are compared only within cells in which all matched columns agree, and the
 * cells weigh as the exposed ones are spread over them.
 *
 * Source: S. M. Iacus, G. King and G. Porro, "Causal inference without balance checking: coarsened exact matching",
 * Political Analysis 20 (2012) 1-24: the effect on the exposed; a cell with rows of one side only is left out.
 */
export interface Matched {
  /** Places of the exposed that have a like. */
  exposed: number[];
  /** Places of their likes. */
  others: number[];
  /** Weight of each of `others`; they add up to the number of `exposed`. */
  weights: number[];
  unmatchedExposed: number[];
  unmatchedOthers: number[];
}

/**
 * @param places rows that are compared
 * @param isExposed which group a place is of
 * @param keys numbers by place that must agree; missing ones agree with each other
 */
export function match(
  places: Iterable<number>,
  isExposed: (place: number) => boolean,
  keys: readonly ArrayLike<number>[],
): Matched {
  const cells = new Map<string, { exposed: number[]; others: number[] }>();
  for (const place of places) {
    const key = keys.map((each) => each[place]).join('|');
    let cell = cells.get(key);
    if (!cell) {
      cell = { exposed: [], others: [] };
      cells.set(key, cell);
    }
    (isExposed(place) ? cell.exposed : cell.others).push(place);
  }
  const found: Matched = { exposed: [], others: [], weights: [], unmatchedExposed: [], unmatchedOthers: [] };
  const add = (to: number[], places: readonly number[]) => {
    for (const place of places) to.push(place);
  };
  for (const { exposed, others } of cells.values()) {
    if (exposed.length === 0) add(found.unmatchedOthers, others);
    else if (others.length === 0) add(found.unmatchedExposed, exposed);
    else {
      add(found.exposed, exposed);
      add(found.others, others);
      for (let i = 0; i < others.length; i++) found.weights.push(exposed.length / others.length);
    }
  }
  return found;
}

/**
 * Bands of about as many rows each, for a number that seldom agrees exactly.
 * @param values NaN where missing
 * @param edges ascending upper ends of all bands but the last
 * @returns band of each, from 1; 0 where the value is missing
 */
export function bands(values: Float64Array, edges: readonly number[]): Float64Array {
  return values.map((value) => {
    if (Number.isNaN(value)) return 0;
    const band = edges.findIndex((edge) => value <= edge);
    return band === -1 ? edges.length + 1 : band + 1;
  });
}
