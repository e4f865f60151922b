import type { Formula } from '../kpi/expression';
import { againstDirect } from './against-direct';
import { composite } from './composite';
import { credit } from './credit';
import { active, daysSince, evenness } from './events';
import { median } from './median';
import { company, difference, either, firstMeasured, rate, share } from './relations';
import { type Measuring, NotWritten, type Statement } from './statement';
import { balance, count, distinct, mean, nps, pooled, proportion, ratio, sum } from './totals';

/**
 * Writes a formula; the relation has one row for each partner of the directory (see measure.ts).
 * @returns its name
 * @throws NotWritten where it cannot be written
 */
export function writeFormula(
  name: string,
  formula: Formula,
  measuring: Measuring,
  statement: Statement,
): string {
  switch (formula.kind) {
    case 'proportion':
      return proportion(name, formula, measuring, statement);
    case 'pooled':
      return pooled(name, formula, measuring, statement);
    case 'count':
      return count(name, formula, measuring, statement);
    case 'distinct':
      return distinct(name, formula, measuring, statement);
    case 'sum':
      return sum(name, formula, measuring, statement);
    case 'ratio':
      return ratio(name, formula, measuring, statement);
    case 'rate':
      return rate(name, formula, measuring, statement);
    case 'median':
      return median(name, formula, measuring, statement);
    case 'mean':
      return mean(name, formula, measuring, statement);
    case 'nps':
      return nps(name, formula, measuring, statement);
    case 'balance':
      return balance(name, formula, measuring, statement);
    case 'evenness':
      return evenness(name, formula, measuring, statement);
    case 'active':
      return active(name, formula, measuring, statement);
    case 'daysSince':
      return daysSince(name, formula, measuring, statement);
    case 'share':
      return share(name, formula, measuring, statement);
    case 'company':
      return company(name, formula, measuring, statement);
    case 'credit':
      return credit(name, formula, measuring, statement);
    case 'difference':
      return difference(name, formula, measuring, statement);
    case 'againstDirect':
      return againstDirect(name, formula, measuring, statement);
    case 'either':
      return either(name, formula, measuring, statement);
    case 'firstMeasured':
      return firstMeasured(name, formula, measuring, statement);
    case 'composite':
      return composite(name, formula, measuring, statement);
    default:
      throw new NotWritten(
        `The kind “${(formula as Formula).kind}” is computed by the product alone; there is no SQL for it.`,
      );
  }
}
