import type { Formula } from '../expression';
import { active } from './active';
import { againstDirect } from './against-direct';
import { company } from './company';
import { composite } from './composite';
import { credit } from './credit';
import { evenness } from './evenness';
import type { Evaluation } from './outcome';
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
  if (!run.shared || formula.kind === 'composite') return compute(formula, run);
  const name = JSON.stringify([
    formula,
    run.windows,
    run.spec,
    run.maturityDays,
    run.context.partners === null,
  ]);
  let evaluation = run.shared.get(name);
  if (!evaluation) {
    evaluation = compute(formula, run);
    run.shared.set(name, evaluation);
  }
  return evaluation;
}

function compute(formula: Formula, run: Run): Evaluation {
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
    case 'credit':
      return credit(formula, run);
    case 'composite':
      return composite(formula, run);
  }
}
