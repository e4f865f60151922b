import { sideOf } from '../build';
import type { Combination, Composite } from '../expression';
import { noRateBetween } from './conversion';
import { evaluate } from './evaluate';
import { type Evaluation, mergeReasons, type Outcome, outcomeOf } from './outcome';
import { type Run, within } from './run';

/** Number with the currency it is in: undefined = none, null = currencies that do not mix. */
interface Quantity {
  value: number | null;
  currency?: string | undefined | null;
}

const MIXED: Quantity = { value: null, currency: null };

type Calculation = (parts: readonly Outcome[]) => Quantity;

/** @param place of each part among the outcomes */
function compile(combination: Combination, place: ReadonlyMap<string, number>): Calculation {
  switch (combination.op) {
    case 'number': {
      const number: Quantity = { value: combination.value, currency: undefined };
      return () => number;
    }
    case 'part': {
      const at = place.get(combination.part)!;
      return (parts) => parts[at]!;
    }
    case 'orElse': {
      const at = place.get(combination.part)!;
      const given = combination.given ? place.get(combination.given)! : null;
      const other: Quantity = { value: combination.value, currency: undefined };
      return (parts) => {
        const part = parts[at]!;
        // Nothing there stands for the other value; a figure that could not be made out does not.
        if (part.reason && !combination.always) return { value: null, currency: part.currency };
        if (part.value !== null) return part;
        return given !== null && parts[given]!.value === null ? part : other;
      };
    }
  }
  const { op } = combination;
  const left = compile(combination.left, place);
  const right = compile(combination.right, place);
  return (parts) => {
    const a = left(parts);
    const b = right(parts);
    if (a.currency === null || b.currency === null) return MIXED;
    if (a.currency !== undefined && b.currency !== undefined && a.currency !== b.currency) return MIXED;
    const both = a.currency ?? b.currency;
    const currency =
      op === 'divide' && a.currency !== undefined && b.currency !== undefined ? undefined : both;
    if (a.value === null || b.value === null) return { value: null, currency };
    return { value: calculated(op, a.value, b.value), currency };
  };
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
  stamp: NonNullable<Outcome['attribution']>,
  calculate: Calculation,
  outcomes: readonly Outcome[],
): Outcome['attribution'] {
  const at = (end: 'low' | 'high'): number | null =>
    calculate(
      outcomes.map((outcome) => {
        const range = outcome.attribution?.range;
        return range ? { ...outcome, value: range[end] } : outcome;
      }),
    ).value;
  const [low, high] = [at('low'), at('high')];
  if (!stamp.range || low === null || high === null) return { ...stamp, range: null };
  return { ...stamp, range: { ...stamp.range, low, high } };
}

/**
 * Interval of the value when all but some parts are taken as they are. An end at which the value has none, such as a
 * division by zero, is open.
 * @param parts places of those parts among the outcomes
 */
function carried(
  value: number,
  calculate: Calculation,
  parts: readonly number[],
  outcomes: readonly Outcome[],
): { low: number | null; high: number | null } {
  if (parts.some((part) => outcomes[part]!.low === null || outcomes[part]!.high === null))
    return { low: null, high: null };
  const end = (bound: 'low' | 'high'): number | null => {
    const moved = [...outcomes];
    for (const part of parts) moved[part] = { ...outcomes[part]!, value: outcomes[part]![bound] };
    return calculate(moved).value;
  };
  const ends = [end('low'), end('high')].filter((each) => each !== null);
  if (ends.length === 2) return { low: Math.min(...ends), high: Math.max(...ends) };
  // Open below there is no way to say.
  const [one] = ends;
  return one !== undefined && one <= value ? { low: one, high: null } : { low: null, high: null };
}

/** @throws RangeError when a part names a KPI that does not exist */
export function composite(formula: Composite, run: Run): Evaluation {
  const names = Object.keys(formula.parts);
  const parts = names.map((name): Evaluation => {
    const part = formula.parts[name]!;
    if ('formula' in part) return evaluate(part.formula, within(run, `parts.${name}`));
    const found = run.kpi(part.kpi);
    if (!found) throw new RangeError(`There is no KPI "${part.kpi}".`);
    return found;
  });
  const place = new Map(names.map((name, i) => [name, i]));
  const calculate = compile(formula.value, place);
  const placeOf = (name: string | undefined): number => (name === undefined ? -1 : place.get(name)!);
  const ofN = placeOf(formula.n);
  const sideValue = (
    side: string | Combination | undefined,
  ): ((all: readonly Outcome[]) => number | null) => {
    if (side === undefined) return () => null;
    const calculateSide = compile(sideOf(side), place);
    return (all) => calculateSide(all).value;
  };
  const numerator = sideValue(formula.over?.numerator);
  const denominator = sideValue(formula.over?.denominator);
  const { requires } = formula;
  const interval = [formula.interval ?? []].flat().map(placeOf);
  return {
    at(group, slot) {
      const all = parts.map((part) => part.at(group, slot));
      const { value, currency } = calculate(all);
      let least = Number.POSITIVE_INFINITY;
      let measured = 0;
      let immature = 0;
      let stamp: Outcome['attribution'];
      let by: Outcome['by'];
      for (const part of all) {
        immature += part.immature;
        stamp ??= part.attribution;
        by ??= part.by;
        if (part.value === null) continue;
        measured++;
        least = Math.min(least, part.n);
      }
      const n = ofN >= 0 ? all[ofN]!.n : measured > 0 ? least : 0;
      const outcome = outcomeOf(n, immature, mergeReasons(...all.map(({ excluded }) => excluded)));
      outcome.value = value;
      outcome.numerator = numerator(all);
      outcome.denominator = denominator(all);
      if (currency) outcome.currency = currency;
      if (by) outcome.by = by;
      if (stamp) outcome.attribution = attributed(stamp, calculate, all);
      if (currency === null) {
        const named = [...new Set(all.flatMap((each) => each.currency ?? []))];
        outcome.value = null;
        outcome.reason = noRateBetween(run.context.cache, named[0], named[1]);
        return outcome;
      }
      const behind = requires ? all[place.get(requires.part)!]!.n : 0;
      if (requires && behind < requires.n) {
        outcome.value = null;
        outcome.reason = `Too few for a figure to be relied on: ${behind} ${requires.of}, and it takes ${requires.n}.`;
        return outcome;
      }
      if (value === null) {
        const why =
          all.find(({ reason }) => reason)?.reason ??
          (measured === all.length ? formula.undefined : undefined);
        if (why) outcome.reason = why;
      } else if (interval.length > 0) {
        const { low, high } = carried(value, calculate, interval, all);
        outcome.low = low;
        outcome.high = high;
      }
      return outcome;
    },
  };
}
