import type { Combination, Composite } from '../expression';
import { noRateBetween } from './conversion';
import { evaluate } from './evaluate';
import { type Evaluation, mergeReasons, type Outcome } from './outcome';
import { type Run, within } from './run';

/** Number with the currency it is in: undefined = none, null = currencies that do not mix. */
interface Quantity {
  value: number | null;
  currency: string | undefined | null;
}

function combine(combination: Combination, parts: Readonly<Record<string, Outcome>>): Quantity {
  switch (combination.op) {
    case 'number':
      return { value: combination.value, currency: undefined };
    case 'part': {
      const { value, currency } = parts[combination.part]!;
      return { value, currency };
    }
    case 'orElse': {
      const { value, currency, reason } = parts[combination.part]!;
      // Nothing there stands for the other value; a figure that could not be made out does not.
      if (
        (reason && !combination.always) ||
        (combination.given && value === null && parts[combination.given]!.value === null)
      )
        return { value: null, currency };
      return value === null ? { value: combination.value, currency: undefined } : { value, currency };
    }
  }
  const a = combine(combination.left, parts);
  const b = combine(combination.right, parts);
  if (a.currency === null || b.currency === null) return { value: null, currency: null };
  const mixed = a.currency !== undefined && b.currency !== undefined && a.currency !== b.currency;
  if (mixed) return { value: null, currency: null };
  const both = a.currency ?? b.currency;
  const currency =
    combination.op === 'divide' && a.currency !== undefined && b.currency !== undefined ? undefined : both;
  if (a.value === null || b.value === null) return { value: null, currency };
  return { value: calculated(combination.op, a.value, b.value), currency };
}

function calculated(op: Exclude<Combination['op'], 'part' | 'number' | 'orElse'>, a: number, b: number) {
  switch (op) {
    case 'add':
      return a + b;
    case 'subtract':
      return a - b;
    case 'multiply':
      return a * b;
    case 'divide':
      return b === 0 ? null : a / b;
    case 'least':
      return Math.min(a, b);
    case 'greatest':
      return Math.max(a, b);
  }
}

/**
 * The model behind the parts, and the number's range: what it would be with the least and the most that the models give
 * the parts that are attributed.
 */
function attributed(
  value: Combination,
  outcomes: Readonly<Record<string, Outcome>>,
): Pick<Outcome, 'attribution'> {
  const stamp = Object.values(outcomes).find((outcome) => outcome.attribution)?.attribution;
  if (!stamp) return {};
  const at = (end: 'low' | 'high'): number | null =>
    combine(
      value,
      Object.fromEntries(
        Object.entries(outcomes).map(([name, outcome]) => {
          const range = outcome.attribution?.range;
          return [name, range ? { ...outcome, value: range[end] } : outcome];
        }),
      ),
    ).value;
  const [low, high] = [at('low'), at('high')];
  if (!stamp.range || low === null || high === null) return { attribution: { ...stamp, range: null } };
  return { attribution: { ...stamp, range: { ...stamp.range, low, high } } };
}

/**
 * Interval of the value when all but some parts are taken as they are. An end at which the value has none, such as a
 * division by zero, is open.
 */
function carried(
  { value }: Composite,
  parts: readonly string[],
  outcomes: Readonly<Record<string, Outcome>>,
): Pick<Outcome, 'low' | 'high'> {
  if (parts.some((part) => outcomes[part]!.low === null || outcomes[part]!.high === null))
    return { low: null, high: null };
  const end = (bound: 'low' | 'high'): number | null => {
    const moved = parts.map((part) => [part, { ...outcomes[part]!, value: outcomes[part]![bound] }]);
    return combine(value, { ...outcomes, ...Object.fromEntries(moved) }).value;
  };
  const ends = [end('low'), end('high')].filter((each) => each !== null);
  if (ends.length === 2) return { low: Math.min(...ends), high: Math.max(...ends) };
  // Open below there is no way to say.
  const [one] = ends;
  return one !== undefined && one <= combine(value, outcomes).value!
    ? { low: one, high: null }
    : { low: null, high: null };
}

/** @throws RangeError when a part names a KPI that does not exist */
export function composite(formula: Composite, run: Run): Evaluation {
  const parts = Object.entries(formula.parts).map(([name, part]): [string, Evaluation] => {
    if ('formula' in part) return [name, evaluate(part.formula, within(run, `parts.${name}`))];
    const found = run.kpi(part.kpi);
    if (!found) throw new RangeError(`There is no KPI "${part.kpi}".`);
    return [name, found];
  });
  return {
    at(group, slot) {
      const outcomes: Record<string, Outcome> = {};
      for (const [name, part] of parts) outcomes[name] = part.at(group, slot);
      const all = Object.values(outcomes);
      const { value, currency } = combine(formula.value, outcomes);
      const measured = all.filter((outcome) => outcome.value !== null);
      const shown = (name: string | undefined): number | null => (name ? outcomes[name]!.value : null);
      const outcome: Outcome = {
        value,
        n: formula.n
          ? outcomes[formula.n]!.n
          : measured.length > 0
            ? Math.min(...measured.map(({ n }) => n))
            : 0,
        low: null,
        high: null,
        numerator: shown(formula.over?.numerator),
        denominator: shown(formula.over?.denominator),
        immature: all.reduce((sum, { immature }) => sum + immature, 0),
        excluded: mergeReasons(...all.map(({ excluded }) => excluded)),
        ...(currency ? { currency } : {}),
        ...attributed(formula.value, outcomes),
      };
      if (currency === null) {
        const named = [...new Set(all.flatMap((each) => each.currency ?? []))];
        return { ...outcome, value: null, reason: noRateBetween(run.context.cache, named[0], named[1]) };
      }
      const { requires } = formula;
      const behind = requires ? outcomes[requires.part]!.n : 0;
      if (requires && behind < requires.n)
        return {
          ...outcome,
          value: null,
          reason: `Too few for a figure to be relied on: ${behind} ${requires.of}, and it takes ${requires.n}.`,
        };
      if (value === null) {
        const why = all.find(({ reason }) => reason)?.reason;
        const undef = measured.length === all.length ? formula.undefined : undefined;
        if (why ?? undef) outcome.reason = why ?? undef;
      } else if (formula.interval)
        Object.assign(outcome, carried(formula, [formula.interval].flat(), outcomes));
      return outcome;
    },
  };
}
