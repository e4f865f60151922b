import type { FactsChange } from '../../facts/memory';
import type { SomePartners } from './context';

/**
 * Partners whose figures may be other ones, and NOBODY where rows without a partner changed, which the programme
 * tells; `everyone` where all may.
 */
export type Touched = ReadonlySet<number> | 'everyone';

/** Something that reads rows for an evaluation, and can read those of some partners again. */
export interface Reading {
  /**
   * Takes note of a change of the facts; rows are read again when they are asked for.
   * @returns partners touched; null where it cannot tell and must be made anew
   */
  note(change: FactsChange): Touched | null;
  /** Reads what the partners of a context lack. */
  ready(some: SomePartners): void;
}

/** Stands for what cannot follow. */
export const CANNOT_FOLLOW: Reading = { note: () => null, ready: () => {} };

export const NONE: Touched = new Set<number>();

export function joined(a: Touched, b: Touched): Touched {
  if (a === 'everyone' || b === 'everyone') return 'everyone';
  return union(a, b);
}

/** All of both; one of them where it has them all. */
export function union(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  if (a === b) return a;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  const others = [...small].filter((one) => !large.has(one));
  return others.length === 0 ? large : new Set([...large, ...others]);
}
