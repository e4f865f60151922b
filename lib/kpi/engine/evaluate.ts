import type { Formula } from '../expression';
import { active } from './active';
import { againstDirect } from './against-direct';
import { company } from './company';
import { composite } from './composite';
import { credit } from './credit';
import { evenness } from './evenness';
import { firstMeasured } from './first-measured';
import { textOf } from './lookup';
import type { Evaluation } from './outcome';
import { CANNOT_FOLLOW, type Reading } from './reading';
import { daysSince, difference, either, rate, share } from './relations';
import type { Run } from './run';
import { mean, median, ratio } from './statistics';
import { balance, count, distinct, nps, pooled, proportion, sum } from './totals';

/**
 * Measures a formula for all partners of the run in one pass over its rows.
 * @throws ExpressionError when the formula means nothing
 */
export function evaluate(formula: Formula, run: Run): Evaluation {
  // Composites name KPIs, which have their own runs.
  if (!run.shared || formula.kind === 'composite' || formula.kind === 'firstMeasured')
    return compute(formula, run);
  const of = [run.windows, run.spec, run.maturityDays, run.context.partners === null];
  const name = `${textOf(formula)}${JSON.stringify(of)}`;
  let known = run.shared.get(name);
  if (!known) {
    const readings: Reading[] = [];
    known = { evaluation: compute(formula, { ...run, readings }), readings };
    run.shared.set(name, known);
  }
  run.readings?.push(...known.readings);
  return known.evaluation;
}

/** Formulas whose evaluations follow the facts; others are made anew when a table that they read changes. */
const FOLLOWS: ReadonlySet<Formula['kind']> = new Set([
  'proportion',
  'pooled',
  'count',
  'distinct',
  'sum',
  'ratio',
  'rate',
  'median',
  'mean',
  'nps',
  'balance',
  'evenness',
  'active',
  'company',
  'credit',
  'daysSince',
  'share',
  'difference',
  'againstDirect',
  'either',
  'firstMeasured',
  'composite',
]);

function compute(formula: Formula, run: Run): Evaluation {
  if (FOLLOWS.has(formula.kind)) return computed(formula, run);
  run.readings?.push(CANNOT_FOLLOW);
  return computed(formula, { ...run, readings: null });
}

function computed(formula: Formula, run: Run): Evaluation {
  switch (formula.kind) {
    case 'proportion':
      return proportion(formula, run);
    case 'pooled':
      return pooled(formula, run);
    case 'count':
      return count(formula, run);
    case 'distinct':
      return distinct(formula, run);
    case 'sum':
      return sum(formula, run);
    case 'ratio':
      return ratio(formula, run);
    case 'rate':
      return rate(formula, run);
    case 'median':
      return median(formula, run);
    case 'mean':
      return mean(formula, run);
    case 'nps':
      return nps(formula, run);
    case 'balance':
      return balance(formula, run);
    case 'evenness':
      return evenness(formula, run);
    case 'active':
      return active(formula, run);
    case 'daysSince':
      return daysSince(formula, run);
    case 'share':
      return share(formula, run);
    case 'company':
      return company(formula, run);
    case 'difference':
      return difference(formula, run);
    case 'againstDirect':
      return againstDirect(formula, run);
    case 'either':
      return either(formula, run);
    case 'firstMeasured':
      return firstMeasured(formula, run);
    case 'credit':
      return credit(formula, run);
    case 'composite':
      return composite(formula, run);
  }
}
