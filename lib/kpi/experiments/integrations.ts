/**
 * Customers that use many integrations beside those that use few. Which group a customer is in is decided on the first
 * day of the window, what became of it is read from the days after: a customer that left uses nothing any more, and
 * would otherwise count as one that left because it used nothing (landmark analysis: J. R. Anderson, K. C. Cain and
 * R. D. Gelber, Journal of Clinical Oncology 1, 1983, 710-719).
 */
import type { Facts } from '../../facts/factset';
import { addMonths } from '../../facts/time';
import { type Split, splits } from '../../stats/best-split';
import { bootstrap } from '../../stats/bootstrap';
import { compareProportions } from '../../stats/two-proportion';
import { all, any, atLeast, atMost, below, countOf, day, daysBetween, isMissing, when } from '../build';
import { createEngine } from '../engine/engine';
import { PROGRAMME } from '../engine/outcome';
import type { Formula, Mean, Sum, Value } from '../expression';
import { tableOf } from '../kinds';
import { grossRetention, logosKept, monthlyChurn } from '../recurring-fragments';
import { kpiDefinition } from '../registry';
import type { DayWindow } from '../types';
import { type Compared, means, notYet, shares, tooFew } from './compare';
import {
  everybody,
  type FrameOptions,
  type FrameSpec,
  frameFormulas,
  onlyOf,
  pick,
  readFrame,
} from './frame';
import type { Comparison, LeftOut, RowSet, Side } from './types';

/** As many integrations as are told apart; more count as this many. */
const MOST = 8;
/** Fewest customers on each side of a split. */
const LEAST = 20;
const ERROR = 0.05;
const MONTHS_A_YEAR = 12;

/** Integrations of the customer that were installed and in use on the first day of the window. */
const usedAtStart: Value = countOf({
  table: 'integrations',
  key: 'customer',
  where: all(
    below('installed', day('windowStart')),
    any(isMissing('removed'), atLeast('removed', day('windowStart'))),
    atMost(daysBetween('last_active', day('windowStart')), 30),
  ),
});

const health = kpiDefinition('customer-health').formula as Mean;

const spec: FrameSpec<'used' | 'kept' | 'months' | 'mrr' | 'health'> = {
  rows: logosKept.rows,
  values: {
    used: usedAtStart,
    kept: when(logosKept.success, 1, 0),
    months: (monthlyChurn.exposure as Sum).value,
    mrr: grossRetention.denominator,
    health: health.value,
  },
};

/** What has to be loaded. */
export const integrationReads: readonly Formula[] = [
  ...frameFormulas(spec),
  kpiDefinition('deal-margin').formula,
];

export interface IntegrationOptions extends FrameOptions {
  /** Ordinal; null = all customers, direct ones included. */
  partner: number | null;
  /** Months before the as-of day that customers are followed over. */
  months: number;
  /** Integrations from which on a customer is in the first group. */
  least: number;
}

/** A split of customers by integrations, with what became of both sides. */
export interface IntegrationSplit extends Split {
  /** Retention from `at` integrations on less retention below, with its own 95 % interval (Newcombe). */
  gap: number;
  low: number;
  high: number;
}

export interface IntegrationView {
  window: DayWindow;
  /** Retention, churn, lifetime value, contract value, health: customers with many against those with fewer. */
  comparisons: Comparison[];
  splits: IntegrationSplit[];
  /** Smallest number of integrations from which on clearly more customers stay; null = no clear split. */
  clear: number | null;
  /** Why nothing can be compared; null where it can. */
  reason: string | null;
  customers: RowSet;
  leftOut: readonly LeftOut[];
}

/** What the table of integrations lacks to tell who used how many; null = nothing. */
function lacking(facts: Facts): string | null {
  const table = facts.table('integrations');
  if (table.rows === 0) return 'Nothing was imported as "Integrations" yet.';
  const empty = ['installed', 'last_active'].find((column) => !table.has(column));
  if (!empty) return null;
  return `No import of "Integrations" filled the column "${tableOf('integrations').columns[empty]!.label}": who used how many on which day cannot be told.`;
}

/** @throws RangeError when `least` is not a whole number from 1 to 8 */
export function integrationView(facts: Facts, options: IntegrationOptions): IntegrationView {
  const { asOfDay, partner, months, least } = options;
  if (!(Number.isInteger(least) && least >= 1 && least <= MOST))
    throw new RangeError(`Customers cannot be split at ${least} integrations; take 1 to ${MOST}.`);
  const window = { from: addMonths(asOfDay, -months), to: asOfDay };
  const frame = readFrame(facts, spec, window, onlyOf(partner, options), everybody);
  const places = Array.from(frame.rows.keys());
  const reason =
    lacking(facts) ?? (places.length === 0 ? 'Nobody was a customer on the first day of this window.' : null);
  const view = { window, reason, customers: pick(frame, places), leftOut: frame.leftOut };
  if (reason) return { ...view, comparisons: [], splits: [], clear: null };

  const { used, kept, mrr, health: score, months: lasted } = frame.values;
  const groupsOf = (from: readonly number[]) => ({
    exposed: from.filter((place) => used[place]! >= least),
    others: from.filter((place) => used[place]! < least),
  });
  const compared = (from: readonly number[], outcome: Float64Array, of: string): Compared => ({
    frame,
    groups: groupsOf(from),
    outcome,
    least: LEAST,
    of,
  });
  const paying = places.filter((place) => mrr[place]! > 0);
  const scored = places.filter((place) => kept[place] === 1 && score[place]! >= 0 && score[place]! <= 100);
  const annual = mrr.map((value) => value * MONTHS_A_YEAR);
  const left = kept.map((value) => 1 - value);
  const found = splitsOf(places, used, kept);
  return {
    ...view,
    comparisons: [
      shares(
        {
          id: 'retention',
          name: 'Retention',
          how: 'Share still a customer at the end; Newcombe interval',
          unit: 'percent',
        },
        compared(places, kept, 'customers'),
      ),
      churnOf(compared(places, left, 'customers'), lasted),
      lifetimeOf(compared(paying, left, 'paying customers'), { lasted, mrr }, marginOf(facts, options)),
      means(
        {
          id: 'contract-value',
          name: 'Annual contract value',
          how: 'Mean of 12 months of what it paid on the first day; Welch interval',
          unit: 'currency',
        },
        compared(paying, annual, 'paying customers'),
      ),
      means(
        {
          id: 'health',
          name: 'Health',
          how: 'Mean score today of those that stayed; Welch interval',
          unit: 'score',
        },
        compared(scored, score, 'scored customers'),
      ),
    ],
    splits: found,
    clear: found.find(({ p, gap, low }) => p <= ERROR && gap > 0 && low > 0)?.at ?? null,
  };
}

function splitsOf(places: readonly number[], used: Float64Array, kept: Float64Array): IntegrationSplit[] {
  const levels = Array.from({ length: MOST + 1 }, () => ({ rows: 0, successes: 0 }));
  for (const place of places) {
    const level = levels[Math.min(used[place]!, MOST)]!;
    level.rows++;
    level.successes += kept[place]!;
  }
  return splits(levels, LEAST).map((split) => {
    const { above: a, below: b } = split;
    const { difference, low, high } = compareProportions(a.successes, a.rows, b.successes, b.rows)!;
    return { ...split, gap: difference, low, high };
  });
}

const DRAWS = 1000;

const totalOf = (values: Float64Array, places: readonly number[]): number =>
  places.reduce((sum, place) => sum + values[place]!, 0);

const sideOf = (
  { frame }: Compared,
  places: readonly number[],
  value: number,
  bounds: { low: number | null; high: number | null } | null,
): Side => ({ value, low: bounds?.low ?? null, high: bounds?.high ?? null, ...pick(frame, places) });

/**
 * Compares a figure that has no interval of its own, by bootstrap.
 * @param figure of some places of one group; NaN where it has none
 */
function byBootstrap(
  words: Pick<Comparison, 'id' | 'name' | 'how' | 'unit'>,
  compared: Compared,
  figure: (places: readonly number[], rows: Int32Array | null) => number,
): Comparison {
  const { exposed, others } = compared.groups;
  const [a, b] = [figure(exposed, null), figure(others, null)];
  if (!Number.isFinite(a) || !Number.isFinite(b))
    return notYet(
      words,
      compared,
      'On one of the two sides nobody left: there is no lifetime to reckon with.',
    );
  const sizes = [exposed.length, others.length] as const;
  const options = { draws: DRAWS };
  const both = bootstrap(sizes, (i, j) => figure(exposed, i) - figure(others, j), options);
  const first = bootstrap(sizes, (i) => figure(exposed, i), options);
  const second = bootstrap(sizes, (_, j) => figure(others, j), options);
  return {
    ...words,
    exposed: sideOf(compared, exposed, a, first),
    others: sideOf(compared, others, b, second),
    difference: a - b,
    low: both?.low ?? null,
    high: both?.high ?? null,
    sensitivity: null,
    reason: null,
  };
}

/** Sums of two columns over places, or over places drawn from them. */
function sums(
  places: readonly number[],
  rows: Int32Array | null,
  first: Float64Array,
  second: Float64Array,
): [number, number] {
  if (!rows) return [totalOf(first, places), totalOf(second, places)];
  let [a, b] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const place = places[rows[i]!]!;
    a += first[place]!;
    b += second[place]!;
  }
  return [a, b];
}

/** Customers lost over the months in which there were customers, as LTV reckons churn. */
function churnOf(compared: Compared, months: Float64Array): Comparison {
  const words = {
    id: 'churn',
    name: 'Monthly churn',
    how: 'Customers lost over months as a customer; bootstrap interval',
    unit: 'percent' as const,
  };
  const { exposed, others } = compared.groups;
  const few = tooFew(exposed.length, others.length, compared.least, compared.of);
  if (few) return notYet(words, compared, few);
  return byBootstrap(words, compared, (places, rows) => {
    const [lost, all] = sums(places, rows, compared.outcome, months);
    return lost / all;
  });
}

interface Margin {
  value: number | null;
  reason: string | null;
}

function marginOf(facts: Facts, { asOfDay, workspace, partner }: IntegrationOptions): Margin {
  const engine = createEngine(facts, [], {
    asOfDay,
    workspace,
    resolve: kpiDefinition,
    ...(partner === null ? {} : { partners: [partner] }),
  });
  const { value, reason } = engine.measure(kpiDefinition('deal-margin'), partner ?? PROGRAMME);
  return { value, reason: reason ?? null };
}

/** K14's lifetime value: (mean revenue x gross margin) / churn, the margin that of deals and the same on both sides. */
function lifetimeOf(
  compared: Compared,
  { lasted, mrr }: { lasted: Float64Array; mrr: Float64Array },
  margin: Margin,
): Comparison {
  const words = {
    id: 'lifetime-value',
    name: 'Lifetime value',
    how: 'Mean monthly revenue on the first day × deal margin / churn; bootstrap interval',
    unit: 'currency' as const,
  };
  const { exposed, others } = compared.groups;
  const few = tooFew(exposed.length, others.length, compared.least, compared.of);
  if (few) return notYet(words, compared, few);
  if (margin.value === null)
    return notYet(words, compared, `The deal margin is not measured. ${margin.reason ?? ''}`.trim());
  return byBootstrap(words, compared, (places, rows) => {
    const [lost, months] = sums(places, rows, compared.outcome, lasted);
    const [revenue] = sums(places, rows, mrr, mrr);
    return ((revenue / places.length) * margin.value!) / (lost / months);
  });
}
