import type { Measurement } from '../types';

/** A formula's result for one partner or the programme: a measurement without its KPI and window. */
export type Outcome = Omit<Measurement, 'kpi' | 'window'>;

/** Group number of the programme: all partners together. */
export const PROGRAMME = -1;

/** A formula's results, finished when they are asked for. */
export interface Evaluation {
  /**
   * @param group partner ordinal, or PROGRAMME
   * @param slot number of the window
   */
  at(group: number, slot: number): Outcome;
}

/** Nothing was left out. */
export const NO_REASONS: Readonly<Record<string, number>> = Object.freeze({});

/**
 * An outcome without a figure yet. All are made here, with all their properties in one order: hundreds of thousands are
 * read in a run, and objects of many shapes are read several times slower.
 */
export function outcomeOf(n: number, immature: number, excluded: Outcome['excluded']): Outcome {
  return {
    value: null,
    n,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
    immature,
    excluded,
    currency: undefined,
    atLeast: undefined,
    attribution: undefined,
    by: undefined,
    reason: undefined,
  };
}

/** Adds up counts of reasons. */
export function mergeReasons(...all: Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  let only: Readonly<Record<string, number>> | null = null;
  let sum: Record<string, number> | null = null;
  for (const reasons of all) {
    if (reasons === NO_REASONS) continue;
    if (!only) {
      only = reasons;
      continue;
    }
    sum ??= { ...only };
    for (const reason in reasons) sum[reason] = (sum[reason] ?? 0) + reasons[reason]!;
  }
  return sum ?? only ?? NO_REASONS;
}

/** Money or not of two parts put together: undefined = not money, null = currencies that do not mix. */
export function jointCurrency(a: Outcome, b: Outcome): string | undefined | null {
  if (a.currency === undefined) return b.currency;
  if (b.currency === undefined || a.currency === b.currency) return a.currency;
  return null;
}
