import type { WindowSpec } from '../define';
import type { DayWindow } from '../types';
import type { Context } from './context';
import type { Evaluation } from './outcome';

/** One KPI being measured. */
export interface Run {
  readonly context: Context;
  /** Windows, ascending and not overlapping; usually one. */
  readonly windows: readonly DayWindow[];
  readonly spec: WindowSpec;
  readonly maturityDays: number | null;
  /** Whether intervals are wanted; a long series does without. */
  readonly intervals: boolean;
  /** Results of another KPI at the same as-of day; null when there is none of that id. */
  readonly kpi: (id: string) => Evaluation | null;
}
