/**
 * The language KPIs are written in: plain data, so that one tree is computed, explained, listed row by row and
 * written as SQL. Nothing here does anything.
 *
 * Missing values. A number made from a missing value is missing; a comparison with a missing value is false; `not`
 * turns false into true. A division by zero is missing. These are the rules of every reader of the tree.
 *
 * Rows that never count, in any table (see eligibility.ts): test records, and rows dated on or after the as-of day.
 */
import type { WindowSpec } from './define';

/** Days of the measurement that an expression may name, all exclusive ends where they end something. */
export type DayName =
  /** The as-of day: the first day that is not looked at. */
  | 'asOf'
  | 'windowStart'
  | 'windowEnd'
  /** The calendar quarter that holds the as-of day, whole: its first day, and the first day after it. */
  | 'quarterStart'
  | 'quarterEnd'
  /** The first day of the workspace's lookback for touches, counted back from the as-of day. */
  | 'lookbackStart';

/** Words for a node, where its parts would be tedious to read: `is won`, `the order’s value`. Changes no figure. */
interface Named {
  says?: string;
}

/** Number that a row yields. Codes, days and instants are numbers too; `kinds.ts` keeps them from being mixed up. */
export type Value = Named & ValueNode;
type ValueNode =
  /**
   * `plain`: the number that stands in a money column, in whole units and never converted, for rows that count things:
   * a goal of 60 leads.
   */
  | { op: 'column'; column: string; plain?: true }
  | { op: 'number'; value: number }
  | { op: 'day'; day: DayName }
  /** The as-of instant: the first minute of the as-of day in the workspace time zone. */
  | { op: 'now' }
  /** The row's partner, after links are followed. */
  | { op: 'partner' }
  | { op: 'add' | 'subtract' | 'multiply' | 'divide' | 'least' | 'greatest'; left: Value; right: Value }
  /** The first that is not missing. */
  | { op: 'coalesce'; values: readonly Value[] }
  | { op: 'if'; when: Condition; value: Value; otherwise: Value }
  /**
   * Whole calendar days, minutes, or business minutes of the workspace from one to the other; negative when `to` is
   * earlier. Days take days or instants (their local day); minutes take instants only.
   */
  | { op: 'between'; unit: 'days' | 'minutes' | 'businessMinutes'; from: Value; to: Value }
  | Lookup;

/** Rows of another table (or the same) with the same key as this row. */
export interface Related {
  table: string;
  /** Column of this row; `partner` means the row's partner after links are followed. */
  key: string;
  /** Column of the other table with the same domain; the same name when left out. */
  other?: string;
  /** Only rows of this row's partner. */
  samePartner?: boolean;
  /** Which of those rows; read from the other row, not from this one. */
  where?: Condition;
  /** The KPI is measured also where nothing was imported into that table. */
  optional?: boolean;
  /** Rows dated on or after the as-of day are seen as well: they tell what was not yet from what is not known. */
  ahead?: boolean;
}

/** Something about the related rows: missing (0 for `count` and `sum`) when there are none, or this row has no key. */
export interface Lookup extends Related {
  op: 'lookup';
  /**
   * - `count` rows
   * - `sum`, `least`, `greatest` of `value`, rows where it is missing left out
   * - `any` `value` of the last row that has one; for keys that have one row
   * - `second` least `value` among the rows that differ in `apart` from the row with the least one:
   *   the date of the second order, whatever the lines of the first
   * - `before`, `after` the latest day or instant `value` before, or the earliest after, that of this row named by
   *   `than`: the last activity before a touch
   */
  take: 'count' | 'sum' | 'least' | 'greatest' | 'any' | 'second' | 'before' | 'after';
  value?: Value;
  apart?: string;
  /** Day or instant of this row, as `value` is. */
  than?: Value;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Condition = Named & ConditionNode;
type ConditionNode =
  | { op: 'compare'; is: Comparison; left: Value; right: Value }
  /** A flag says yes (`is` true) or no (false); a missing flag is neither. */
  | { op: 'flag'; column: string; is: boolean }
  /** A category has one of these values, letter case and outer blanks aside. */
  | { op: 'in'; column: string; values: readonly string[] }
  | { op: 'set'; value: Value }
  | { op: 'all' | 'any'; of: readonly Condition[] }
  | { op: 'not'; of: Condition }
  | ({ op: 'exists' } & Related)
  /**
   * This row has the least `by` among the rows of its table with the same `key` that meet `where`; of equals, the
   * one that comes first. False for rows that do not meet `where` themselves, or lack the key or `by`.
   */
  | { op: 'first'; key: string; by: Value; where?: Condition };

/** Why a row of the KPI's population is left out, in two or three words: `no cost`. */
export interface Exclusion {
  reason: string;
  when: Condition;
}

/** Which rows a KPI looks at. */
export interface Rows {
  table: string;
  /** `day` or `minute` column that places a row in the window; null = all rows there are at the as-of day. */
  date: string | null;
  /** The population: rows that do not meet it have nothing to do with the KPI. */
  where?: Condition;
  /** Rows of the population that do not count, with the first reason that applies. */
  leaveOut?: readonly Exclusion[];
  /** Reason for rows of the population without a date, which no window holds; unnamed = they are not reported. */
  undated?: string;
  /**
   * Rows of one partner with the same value here count once (the first); `same` says what they are called. With
   * `within`, a second key, once for each pair of both: an asset once per person.
   */
  once?: { column: string; within?: string; same: string };
  /** Columns without which the rows say nothing: when no import ever filled one, the KPI is not measured. */
  needs?: readonly string[];
  /** In place of the KPI's window. */
  window?: WindowSpec;
  /** The window before the KPI's, of the same length. */
  previous?: boolean;
  /** The KPI is measured also where nothing was imported into the table. */
  optional?: boolean;
}

export interface Proportion {
  kind: 'proportion';
  rows: Rows;
  success: Condition;
  /** Rows that do not meet it have no outcome yet and are counted apart, as those younger than the maturity are. */
  mature?: Condition;
}

/**
 * Share of successes among trials that are counted already: clicks of impressions. Both are summed; n is the number of
 * trials, and the interval that of a proportion.
 */
export interface Pooled {
  kind: 'pooled';
  rows: Rows;
  successes: Value;
  trials: Value;
  /**
   * Where rows weigh differently, so that both are times a weight: the trials times its square. The interval is then at
   * the effective size of L. Kish, Survey Sampling (1965), section 11.7, which is (sum of trials)² / sum of these.
   */
  squares?: Value;
  missing: string;
}

export interface Count {
  kind: 'count';
  rows: Rows;
}

export interface Distinct {
  kind: 'distinct';
  rows: Rows;
  /** Key column whose different values are counted; rows without one are left out. */
  of: string;
}

/** A total of money or numbers; rows where the value is missing are left out under `missing`. */
export interface Sum {
  kind: 'sum';
  rows: Rows;
  value: Value;
  /** Reason for rows without the value: `no amount`. */
  missing: string;
}

/** Sum over sum of the same rows; a row counts when both are there. */
export interface Ratio {
  kind: 'ratio';
  rows: Rows;
  numerator: Value;
  denominator: Value;
  missing: string;
  /** Factor of the shown value: 100 for scores of 0-100. */
  times?: number;
  /** The value is held down to `at` when any counted row meets `when`. */
  cap?: { when: Condition; at: number };
  /**
   * Least and most that it can be, whatever the rows (null = no most): the interval ends there. A share of revenue kept
   * is 0 to 1.
   */
  range?: readonly [least: number, most: number | null];
}

/** Events per exposure: both are counted for the partner in the same window, from different tables. */
export interface Rate {
  kind: 'rate';
  events: Count | Distinct | Sum;
  exposure: Count | Distinct | Sum | FirstMeasured;
  per: number;
  /** The events are all there were and stand for nothing else: no interval. */
  census?: boolean;
  /** Each unit of a summed exposure is a trial, of which an event is the success: visits that became leads. */
  trials?: boolean;
}

export interface Median {
  kind: 'median';
  rows: Rows;
  value: Value;
  missing: string;
  /** Rows that have not ended: `value` is how long they have lasted, and the median is Kaplan and Meier's. */
  open?: Condition;
  mature?: Condition;
}

export interface Mean {
  kind: 'mean';
  rows: Rows;
  value: Value;
  missing: string;
}

/** Net promoter score of answers 0-10. */
export interface Nps {
  kind: 'nps';
  rows: Rows;
  score: Value;
  missing: string;
}

/** Rows on one side less those on the other, over all rows: positive less negative texts. -1 to 1. */
export interface Balance {
  kind: 'balance';
  rows: Rows;
  plus: Condition;
  minus: Condition;
}

/**
 * How evenly rows spread over the values of a key or category: Shannon's entropy over its largest possible value,
 * H / ln S for S different values. One value has no evenness. Rows without a value are left out.
 */
export interface Evenness {
  kind: 'evenness';
  rows: Rows;
  of: string;
}

/**
 * Whether a partner has any of several kinds of events in the window: 1 or 0, and for the programme how many partners
 * have, or their share. Partners without a row in any of the tables, in whatever window, are not measured and count
 * among all partners only.
 */
export interface Active {
  kind: 'active';
  events: readonly Rows[];
  programme: 'count' | 'share';
}

/** Days from the latest of several kinds of events to the as-of day. */
export interface DaysSince {
  kind: 'daysSince';
  events: readonly { rows: Rows; at: Value }[];
}

/** The partner's part of the programme's total. */
export interface Share {
  kind: 'share';
  of: Count | Distinct | Sum;
}

/**
 * The whole company's total: the rows of every partner, and those of none. The same for each partner, as something to
 * compare with.
 */
export interface Company {
  kind: 'company';
  of: Count | Sum;
}

/** Left less right, e.g. now less the window before. */
export interface Difference {
  kind: 'difference';
  left: Formula;
  right: Formula;
}

/**
 * The partner's rows against the same rows without a partner, these weighted to the partner's mix of `match` (like for
 * like): median over median; or, over the matches that have rows on either side, with `compare: 'shares'` the share of
 * rows whose value is 1 less that share, with `compare: 'means'` mean less mean.
 */
export interface AgainstDirect {
  kind: 'againstDirect';
  compare?: 'shares' | 'means';
  rows: Rows;
  value: Value;
  missing: string;
  /** What like rows have in common: a column of theirs, or one of a row that they name. */
  match: string | Lookup;
}

/**
 * The first total whose table has any row of the partner, at any time: revenue is read from deals where a partner
 * has deals, else from orders, never from both. The programme's total is the sum over its partners.
 */
export interface Either {
  kind: 'either';
  of: readonly Sum[];
}

/**
 * The first of several ways to make out the same total that has a value for the partner: customers won beyond those
 * that would have come anyway, by a holdout test where there was one, else by who was new to us. The result names the
 * way. The programme's total is the sum over its partners.
 */
export interface FirstMeasured {
  kind: 'firstMeasured';
  of: readonly {
    /** Words for the way, after the number: `by the holdout test`. */
    says: string;
    formula: Formula;
  }[];
}

/**
 * Conversions that touches of the partner came before, within the workspace's lookback; a row counts for each partner
 * that touched it, whoever's it is. Of the programme each conversion counts once.
 */
export interface Credit {
  kind: 'credit';
  /** Conversions; `date` is the day of the conversion. */
  rows: Rows;
  /** Key by which touches name the row. */
  by: 'deal' | 'lead';
  /**
   * - `conversions` their number
   * - `influenced`  the whole `value` of each
   * - `attributed`  the part of `value` that the workspace's attribution model gives the partner's touches
   */
  take: 'conversions' | 'influenced' | 'attributed';
  value?: Value;
  /** Reason for rows without the value. */
  missing?: string;
}

/** A number made of other KPIs and formulas. */
export type Combination =
  | { op: 'part'; part: string }
  | { op: 'number'; value: number }
  | {
      op: 'add' | 'subtract' | 'multiply' | 'divide' | 'least' | 'greatest';
      left: Combination;
      right: Combination;
    }
  /**
   * The part's value, or another where there was nothing to measure; only where the part `given` was, if named. A part
   * that could not be made out, such as one of which nothing was imported, has another value only when `always` is set.
   */
  | { op: 'orElse'; part: string; value: number; given?: string; always?: true };

export interface Composite {
  kind: 'composite';
  /** Words for numerator and denominator, where their parts would be tedious to read. Changes no figure. */
  says?: { numerator: string; denominator: string };
  parts: Readonly<Record<string, { kpi: string } | { formula: Formula }>>;
  value: Combination;
  /** Part whose n is the sample size; the least of the measured parts when left out. */
  n?: string;
  /** What is shown as numerator and denominator: a part by its name, or several put together. */
  over?: { numerator: string | Combination; denominator: string | Combination };
  /**
   * The part without whose sample the figure would mislead: with fewer rows of it there is no value, and the reason
   * says so; `of` is what they are called.
   */
  requires?: { part: string; n: number; of: string };
  /**
   * Part whose interval the value's is: its value at either end of that one, all other parts as they are. Of several
   * parts, with each of which the value grows, it is the value at all their lower ends and at all their upper ends.
   */
  interval?: string | readonly string[];
  /** What it means where the value has none (a division by zero): a sentence for a person. */
  undefined?: string;
}

export type Formula =
  | Proportion
  | Pooled
  | Count
  | Distinct
  | Sum
  | Ratio
  | Rate
  | Median
  | Mean
  | Nps
  | Balance
  | Evenness
  | Active
  | DaysSince
  | Share
  | Company
  | Difference
  | AgainstDirect
  | Either
  | FirstMeasured
  | Credit
  | Composite;
