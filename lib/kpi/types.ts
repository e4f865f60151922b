/** What the engine measures and what the rest of the product is told. No browser, no React, no Dexie here. */

import type { AppliedWeights } from './weights';

export const DIMENSIONS = ['performance', 'quality', 'trust', 'operations', 'network'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type Unit =
  | 'percent'
  | 'currency'
  | 'count'
  | 'ratio'
  | 'days'
  | 'hours'
  | 'minutes'
  | 'months'
  | 'points'
  | 'score'
  | 'per1000';

/** `higher` is better, `lower` is better, `info` has no limit. */
export type Direction = 'higher' | 'lower' | 'info';

/** Half-open span of days [from, to) in the workspace time zone, days since 1970-01-01. */
export interface DayWindow {
  from: number;
  to: number;
}

/**
 * One KPI of one partner as counted from the rows; knows nothing of limits.
 * Shares are fractions (0.36 is 36 %), money is in minor units of `currency`.
 */
export interface Measurement {
  kpi: string;
  /** null = not measured (no rows, a zero denominator, or `reason`). */
  value: number | null;
  /** Sample size that the minimum sample and the interval refer to. */
  n: number;
  /**
   * 95 % interval; both null where the KPI is a plain total (a census has no sampling error) or nothing was measured.
   * `low` without `high`: open above, as where many durations have not ended yet.
   */
  low: number | null;
  high: number | null;
  /** Set when the value is a lower bound: more than half of the durations behind a median have not ended yet. */
  atLeast?: boolean;
  numerator: number | null;
  denominator: number | null;
  /** Rows too young to have an outcome; in neither numerator nor denominator. */
  immature: number;
  /** Rows left out, by reason. */
  excluded: Readonly<Record<string, number>>;
  currency?: string;
  /** The money is not in the workspace currency, for want of a rate: absolute limits say nothing about it. */
  foreign?: boolean;
  window: DayWindow;
  /** How credit was shared, where it was. */
  attribution?: Attribution;
  /** Which way it was made out, where there are several: `by the holdout test`. */
  by?: string;
  /** Rows that were seen on visited pages, of the rows that count; left out where all were imported. */
  seen?: SeenShare;
  /** Why nothing was measured, in words a person can act on. */
  reason?: string;
}

/** How much of a number rests on pages that a person happened to visit: records that nobody opened are not in it. */
export interface SeenShare {
  rows: number;
  of: number;
}

/** The model behind an attributed number, and what the others say. */
export interface Attribution {
  model: string;
  version: number;
  name: string;
  /** The settings that the number depends on. */
  parameters: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  /** Least and most over all models that are rules, with their names; null where no model plays a part. */
  range: { low: number; high: number; lowest: string; highest: string } | null;
}

/** Thresholds after resolution; a value between warn and fail is a warning. */
export interface ResolvedLimit {
  /** In the KPI's own unit (fractions, minor units). */
  warn: number;
  fail: number;
  /** Which level set it. */
  from: 'default' | 'global' | 'type' | 'tier' | 'partner';
  /** Set when it was not this machine's person: an administrator, or a pack. */
  by?: 'policy' | 'pack';
  /** Set when the limit is a multiple of the programme's pooled value rather than an absolute. */
  relativeTo?: 'programme';
  /** Code of the KPI whose value that is, where it is not this one's. */
  of?: string;
}

/**
 * - `not-measured` nothing to measure
 * - `insufficient` fewer than the minimum sample: counts only, no verdict, not in any score
 * - `provisional`  enough rows, but the interval contains the limit
 * - `confident`    the interval lies on one side of the limit
 */
export type ResultState = 'not-measured' | 'insufficient' | 'provisional' | 'confident';
export type Grade = 'pass' | 'warn' | 'fail';

export interface JudgedKpi extends Measurement {
  /** Version of a person's own definition that it was measured by; built-in ones have that of the release. */
  version?: number;
  state: ResultState;
  /** Side of the limits on which the value lies; null without a limit or a value. */
  grade: Grade | null;
  limit: ResolvedLimit | null;
  /** 0-100 between fail and target; null when not scored. */
  score: number | null;
  /** How many more rows at this rate would settle a provisional or insufficient result; null when unknown. */
  needed: number | null;
}

export type Question = 'working' | 'right-way';
export type Answer = 'yes' | 'mostly' | 'no' | 'unsure' | 'unknown';

export interface Verdict {
  question: Question;
  answer: Answer;
  /** Short answer in words, e.g. "No, two limits broken for certain". */
  text: string;
  /** The numbers behind the answer, most telling first. */
  why: string;
  /** The same one by one, each with its KPI; left out where no KPI is behind them. */
  because?: readonly Reason[];
  /** Ids of the KPIs that made the answer too and are not told of. */
  also?: readonly string[];
}

export interface Reason {
  kpi: string;
  /** What it has to say, e.g. "Discount rate 31 % over the 15 % cap". */
  text: string;
}

export interface DimensionScore {
  dimension: Dimension;
  /** 0-100, weights re-normalised over what is measured; null when nothing is. */
  score: number | null;
  measured: number;
  total: number;
}

export interface Signal {
  /** Rule id = file name in lib/signals/rules. */
  rule: string;
  severity: 'info' | 'warn' | 'bad';
  title: string;
  /** One sentence with its numbers. */
  detail: string;
  /** What to do next, a short imperative. */
  next: string;
  /** KPIs it rests on; the first opens on click. */
  kpis: readonly string[];
}

/** Everything shown about a partner, computed once per as-of time and cached. */
export interface Scorecard {
  partnerId: string;
  /** Day the windows end on. */
  asOfDay: number;
  /** ISO time of the computation. */
  computedAt: string;
  kpis: readonly JudgedKpi[];
  dimensions: readonly DimensionScore[];
  /** Share of scored KPIs that are measured, 0-1. */
  coverage: number;
  /** 0-100 over the dimensions; null where none has a score. */
  score: number | null;
  /** What the dimensions count for in it; left out where each counts the same. */
  weights?: AppliedWeights;
  verdicts: readonly Verdict[];
  signals: readonly Signal[];
}

/** Numbers of one KPI by month, oldest first, for trend rules. */
export interface SeriesPoint {
  window: DayWindow;
  value: number | null;
  n: number;
  numerator: number | null;
  denominator: number | null;
}
