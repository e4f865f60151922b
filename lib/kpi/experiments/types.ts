import type { EValue } from '../../stats/risk-ratio';
import type { Unit } from '../types';

/** Rows of a table of the facts that it was read from. */
export interface RowSet {
  table: string;
  rows: Int32Array;
}

export interface LeftOut extends RowSet {
  reason: string;
}

/** One group's figure; null where nothing can be measured. */
export interface Side extends RowSet {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Comparison {
  id: string;
  name: string;
  /** How it is compared, in a few words. */
  how: string;
  /** Of both sides and of the difference; money in minor units of the workspace currency. */
  unit: Unit;
  exposed: Side;
  others: Side;
  /** Exposed less others, with its 95 % interval; null without both. */
  difference: number | null;
  low: number | null;
  high: number | null;
  /** How strong something unmeasured would have to be to explain it; null where no ratio can be made. */
  sensitivity: EValue | null;
  /** Of means: standard deviation of both sides, pooled; the E-value is that of the difference in so many of it. */
  deviation?: number;
  /** Why it cannot be said yet; null where it can. */
  reason: string | null;
}

/** Rows of one side that have no like on the other. */
export interface Unmatched {
  exposed: RowSet;
  others: RowSet;
}

export interface MatchedComparison extends Comparison {
  unmatched: Unmatched;
}
