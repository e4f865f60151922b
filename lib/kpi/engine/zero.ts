import type { KpiDefinition } from '../define';
import { TEST_RECORD } from '../eligibility';
import type { Formula } from '../expression';
import { tableOf } from '../kinds';
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

/**
 * A count of nothing is 0, not missing, where that is known: the partner has rows of the table, at whatever time, the
 * table reaches into the window with anyone's, and no row of the partner in the window was left out or is too young.
 */
export function knownZero(
  definition: KpiDefinition,
  evaluation: Evaluation,
  { facts, cache, asOfDay }: Context,
  readings: Reading[] | null,
): Evaluation {
  const formula = countsThings(definition);
  if (!formula) return evaluation;
  const { date } = formula.rows;
  const table = facts.table(tableOf(formula.rows.table).id);
  const from = zeroFrom(definition, asOfDay);
  // A window that has no day yet holds nothing.
  if (from !== null && from >= asOfDay) return evaluation;
  const reaches = () => date === null || from === null || cache.latestDay(table, date) >= from;
  let reached = reaches();
  readings?.push({
    note() {
      const before = reached;
      reached = reaches();
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
      return { ...outcome, value: 0, numerator: 0 };
    },
  };
}
