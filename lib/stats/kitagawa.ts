/** Rows and successes of one group in one period. */
export interface Counts {
  n: number;
  k: number;
}

export interface RateChange {
  /** Part of the change that comes from groups being other parts of the whole. */
  mix: number;
  /** Part that comes from the rates within groups. */
  rate: number;
  /** The same of each group, in their order; they add up to the parts. */
  groups: { mix: number; rate: number }[];
}

/**
 * Parts of the difference between two rates over the same groups: with the mean of both rates the shares' change is the
 * mix part, with the mean of both shares the rates' change is the rate part, and both add up to the difference exactly.
 *
 * Source: E. M. Kitagawa, "Components of a difference between two rates", JASA 50 (1955) 1168-1194. A group without rows
 * in one period has no rate there: that of the other is taken, so that its coming or going is all mix.
 *
 * @param before counts by group; `after` has the same groups in the same order
 * @returns null where a period has no rows
 */
export function kitagawa(before: readonly Counts[], after: readonly Counts[]): RateChange | null {
  const total = (counts: readonly Counts[]) => counts.reduce((sum, { n }) => sum + n, 0);
  const [n0, n1] = [total(before), total(after)];
  if (!(n0 > 0) || !(n1 > 0)) return null;
  const groups = before.map((was, i) => {
    const is = after[i]!;
    if (was.n === 0 && is.n === 0) return { mix: 0, rate: 0 };
    const r0 = was.n > 0 ? was.k / was.n : is.k / is.n;
    const r1 = is.n > 0 ? is.k / is.n : r0;
    const [s0, s1] = [was.n / n0, is.n / n1];
    return { mix: ((r0 + r1) / 2) * (s1 - s0), rate: ((s0 + s1) / 2) * (r1 - r0) };
  });
  return {
    mix: groups.reduce((sum, { mix }) => sum + mix, 0),
    rate: groups.reduce((sum, { rate }) => sum + rate, 0),
    groups,
  };
}
