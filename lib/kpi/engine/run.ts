import type { TableFacts } from '../../facts/factset';
import type { WindowSpec } from '../define';
import type { DayWindow } from '../types';
import type { Block } from './batch';
import type { Context } from './context';
import type { Evaluation } from './outcome';
import type { Reading } from './reading';

/** Looks over the engine's shoulder while it reads rows; how evidence is gathered and checked. */
export interface Observer {
  /** Marks (1) the only rows that may be read at this place of the formula; null = all. */
  only(path: string, table: TableFacts): Uint8Array | null;
  /** A block was classified; its money is converted at the rates of the day `moneyDate`. */
  see(path: string, table: TableFacts, block: Block, reasons: readonly string[], moneyDate: string): void;
}

/** An evaluation that several formulas have in common. */
export interface Shared {
  evaluation: Evaluation;
  readings: readonly Reading[];
}

/** One KPI being measured. */
export interface Run {
  readonly context: Context;
  /** Windows, ascending and not overlapping; usually one. */
  readonly windows: readonly DayWindow[];
  readonly spec: WindowSpec;
  readonly maturityDays: number | null;
  /** Whether intervals are wanted; a long series does without. */
  readonly intervals: boolean;
  /** Place in the formula, e.g. `parts.open`; '' at its root. */
  readonly path: string;
  readonly observer: Observer | null;
  /** Evaluations of the same formula over the same windows; null where rows are watched or not kept. */
  readonly shared: Map<string, Shared> | null;
  /** Where what reads rows notes itself, so that it can follow the facts; null where figures are asked for once. */
  readonly readings: Reading[] | null;
  /** Results of another KPI at the same as-of day; null when there is none of that id. */
  readonly kpi: (id: string) => Evaluation | null;
}

/** The same run at a place within the formula. */
export function within(run: Run, step: string): Run {
  return { ...run, path: run.path === '' ? step : `${run.path}.${step}` };
}
