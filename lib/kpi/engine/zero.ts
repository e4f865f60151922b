import type { KpiDefinition } from '../define';
import { TEST_RECORD } from '../eligibility';
import type { Formula } from '../expression';
import { tableOf } from '../kinds';
import type { DayWindow } from '../types';
import type { Context } from './context';
import { type Evaluation, PROGRAMME } from './outcome';
import { NONE, type Reading } from './reading';
import { resolveWindow } from './windows';

/** Formulas whose value is a number of things, of which there may be none. */
export const countsThings = ({
  formula,
  unit,
}: KpiDefinition): (Formula & { kind: 'count' | 'distinct' | 'sum' }) | null =>
  formula.kind === 'count' || formula.kind === 'distinct' || (formula.kind === 'sum' && unit === 'count')
    ? formula
    : null;

/** First day that rows of the table must reach for a count of none to be known; null where no day places them. */
export function zeroFrom(definition: KpiDefinition, asOfDay: number): number | null {
  const formula = countsThings(definition);
  if (!formula?.rows.date) return null;
  return resolveWindow(formula.rows.window ?? definition.window, asOfDay).from;
}

/** Whether a table has rows, whoever's, of the window's first day or later. */
const reaches = ({ facts, cache }: Context, table: string, date: string, from: number): boolean =>
  cache.latestDay(facts.table(table), date) >= from;

/**
 * Why there is no figure where no row came near one. Of a count the sentence tells a window that the imported rows do
 * not reach into from one that holds none of the partner's.
 */
export function whyNone(definition: KpiDefinition, { from, to }: DayWindow, context: Context): string {
  const rows = countsThings(definition)?.rows;
  if (!rows?.date || rows.window) return 'No rows in this window.';
  if (from >= to) return 'This window begins on the as-of day: none of its days is over yet.';
  return reaches(context, rows.table, rows.date, from)
    ? 'No rows in this window.'
    : `No row of "${tableOf(rows.table).name}" is as new as this window: import newer ones to tell none from not known.`;
}

/**
 * A count of nothing is 0, not missing, where that is known: the partner has rows of the table, at whatever time, the
 * table reaches into the window with anyone's, and no row of the partner in the window was left out or is too young.
 */
export function knownZero(
  definition: KpiDefinition,
  evaluation: Evaluation,
  context: Context,
  readings: Reading[] | null,
): Evaluation {
  const formula = countsThings(definition);
  if (!formula) return evaluation;
  const { facts, asOfDay } = context;
  const { date } = formula.rows;
  const table = facts.table(tableOf(formula.rows.table).id);
  const from = zeroFrom(definition, asOfDay);
  // A window that has no day yet holds nothing.
  if (from !== null && from >= asOfDay) return evaluation;
  const isReached = () => date === null || from === null || reaches(context, table.id, date, from);
  let reached = isReached();
  readings?.push({
    note() {
      const before = reached;
      reached = isReached();
      return before === reached ? NONE : 'everyone';
    },
    ready: () => {},
  });
  return {
    at(group, slot) {
      const outcome = evaluation.at(group, slot);
      const { value, n, immature, excluded, reason } = outcome;
      if (value !== null || n > 0 || immature > 0 || reason !== undefined || !reached) return outcome;
      if ((group === PROGRAMME ? table.live : table.count(group)) === 0) return outcome;
      for (const why in excluded) if (why !== TEST_RECORD) return outcome;
      outcome.value = 0;
      outcome.numerator = 0;
      return outcome;
    },
  };
}
