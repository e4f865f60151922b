import type { FactsChange } from '../../facts/memory';

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
  /** Reads what these partners lack. */
  ready(partners: readonly number[]): void;
}

/** Stands for what cannot follow. */
export const CANNOT_FOLLOW: Reading = { note: () => null, ready: () => {} };

export const NONE: Touched = new Set<number>();

export function joined(a: Touched, b: Touched): Touched {
  if (a === 'everyone' || b === 'everyone') return 'everyone';
  if (a === b || b.size === 0) return a;
  if (a.size === 0) return b;
  return new Set([...a, ...b]);
}
