import { BUSINESS_DAYS, businessMinutes } from '../../facts/business';
import type { Facts, TableFacts } from '../../facts/factset';
import { addMonths, clockOf, startOf } from '../../facts/time';
import type { Workspace } from '../../facts/workspace';
import { DEFAULT_ATTRIBUTION } from '../attribution/settings';
import type { DayName } from '../expression';
import type { DayWindow } from '../types';
import { FactsCache } from './cache';

/** What one run of the engine knows besides the expression. */
export interface Context {
  readonly facts: Facts;
  readonly cache: FactsCache;
  readonly workspace: Workspace;
  readonly asOfDay: number;
  /** First minute of the as-of day. */
  readonly asOfMinute: number;
  readonly businessMinutes: (from: number, to: number) => number;
  /** Partners that are measured, ascending; null = all, and the programme. */
  readonly partners: readonly number[] | null;
  /** Rows in a window, and those of them that meet a condition, by all that tells them, of all who are measured. */
  readonly placed: Map<string, Int32Array>;
  /** How many rows without a partner each window holds, by what rows they are. */
  readonly unnamed: Map<string, Int32Array>;
}

/** A context of some partners. */
export type SomePartners = Context & { readonly partners: readonly number[] };

/** An expression's surroundings: the table whose rows it reads, and the window of the measurement. */
export interface Scope {
  readonly context: Context;
  readonly table: TableFacts;
  readonly window: DayWindow;
  /** Day column at whose rate the rows' money is converted. */
  readonly moneyDate: string;
  /** About how many rows will be asked for; decides how look-ups are computed. */
  readonly rows: number;
  /** Most rows in a batch. */
  readonly block: number;
}

const caches = new WeakMap<Facts, Map<string, FactsCache>>();

export function createContext(
  facts: Facts,
  workspace: Workspace,
  asOfDay: number,
  partners: readonly number[] | null,
): Context {
  const clock = clockOf(workspace.timeZone);
  let known = caches.get(facts);
  if (!known) {
    known = new Map();
    caches.set(facts, known);
  }
  const name = `${workspace.timeZone}|${workspace.currency}|${workspace.rateDays}`;
  let cache = known.get(name);
  if (!cache) {
    cache = new FactsCache(facts, clock, workspace);
    known.set(name, cache);
  }
  const everybody: Context = {
    facts,
    cache,
    workspace,
    asOfDay,
    asOfMinute: clock.minuteOfDay(asOfDay),
    businessMinutes: businessMinutes(clock, workspace.business ?? BUSINESS_DAYS),
    partners: null,
    placed: new Map(),
    unnamed: new Map(),
  };
  return partners ? narrowed(everybody, partners) : everybody;
}

/** The same for some partners, none of whose rows were looked at yet. */
export function narrowed(context: Context, partners: Iterable<number>): SomePartners {
  return {
    ...context,
    partners: [...new Set(partners)].sort((a, b) => a - b),
    placed: new Map(),
    unnamed: new Map(),
  };
}

/** The same for all partners and the programme. */
export function widened(context: Context): Context {
  return context.partners ? { ...context, partners: null, placed: new Map(), unnamed: new Map() } : context;
}

/** Day that an expression names. */
export function dayNamed(name: DayName, { context, window }: Scope): number {
  switch (name) {
    case 'asOf':
      return context.asOfDay;
    case 'windowStart':
      return window.from;
    case 'windowEnd':
      return window.to;
    case 'quarterStart':
      return startOf('quarter', context.asOfDay);
    case 'quarterEnd':
      return addMonths(startOf('quarter', context.asOfDay), 3);
    case 'lookbackStart':
      return context.asOfDay - (context.workspace.attribution ?? DEFAULT_ATTRIBUTION).lookbackDays;
  }
}
