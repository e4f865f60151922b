/** Work in small parts: between any two of them the page may be let in, and may change. */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** All of it at once. */
export function whole<T>(work: Sliced<T>): T {
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}
