/** What several signs speak for, and how much each of them counts. */
type Votes<T> = Map<T, number>;

export const vote = <T>(votes: Votes<T>, one: T, weight: number): Votes<T> =>
  votes.set(one, (votes.get(one) ?? 0) + weight);

/** What has most votes, of equals the one named first, and how many. */
export const winner = <T>(votes: Votes<T>): [one: T, weight: number] | undefined =>
  [...votes].sort(([, a], [, b]) => b - a)[0];

/** From this confidence on a page counts as a record. */
export const ENOUGH = 0.6;
