import type { Formula } from './expression';
import type { Dimension, Direction, Unit } from './types';

/** Span that a KPI looks at, ending at the as-of day (exclusive). */
export type WindowSpec =
  | { days: number }
  | { months: number }
  /** The calendar period that contains the as-of day, up to it. */
  | { current: 'month' | 'quarter' | 'year' }
  /** State at the as-of time. */
  | { asOf: true };

export interface LimitSpec {
  /**
   * - `programme`: warn and fail are multiples of the programme's pooled value of the same KPI
   * - `offset`: they are added to it, for scales where a multiple means nothing (NPS)
   */
  basis: 'absolute' | 'programme' | 'offset';
  warn: number;
  fail: number;
  /** In place of the KPI's own value, the programme's value of another one in the same unit: what it must not exceed. */
  of?: { kpi: string; code: string };
}

/** A KPI as data. The expression tree is its only definition: the engine, the evidence, the explanation and SQL all read it. */
export interface KpiDefinition {
  /** File name without extension. */
  id: string;
  /** K-number. */
  code: string;
  name: string;
  /** The question it answers, in a person's words. */
  question: string;
  dimension: Dimension;
  unit: Unit;
  direction: Direction;
  kind: 'leading' | 'lagging';
  /** `surface`: activity and reach; cannot make a verdict green by itself. */
  depth: 'surface' | 'deep';
  window: WindowSpec;
  /** Days a row must be old before its outcome counts; null where the outcome is immediate. */
  maturityDays: number | null;
  /** Minimum sample for a verdict, in units of the result's n, and what those are called ("closed deals"). */
  minimum: { n: number; of: string };
  limit: LimitSpec | null;
  /** Weight within its dimension, 1 by default; 0 = shown, not scored. */
  weight: number;
  /** A confident fail caps the verdict of its question, whatever the score. */
  gate: boolean;
  includes: string;
  excludes: string;
  sourceOfRecord: string;
  cadence: 'daily' | 'weekly' | 'monthly' | 'quarterly';
  /** Role that signs the definition off. */
  owner: string;
  version: number;
  /** Where the definition comes from. */
  source: string;
  /**
   * Id of the KPI that this one is another reading of: refunds by value rather than by order. A variant is a
   * definition of its own with weight 0 and no gate; it stands in scorecards only where it was chosen in that KPI's
   * place, and then has its weight and gate.
   */
  variantOf?: string;
  /** What sets the variant apart, in a few words that follow the KPI's name: `by value`. */
  variant?: string;
  formula: Formula;
}
