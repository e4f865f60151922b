/** Customers by when they were acquired: how each month's or quarter's customers did, for a partner or the programme. */
import type { Facts } from '../../facts/factset';
import { addMonths, startOf } from '../../facts/time';
import type { Workspace } from '../../facts/workspace';
import {
  above,
  all,
  any,
  atLeast,
  atMost,
  below,
  daysBetween,
  greatest,
  is,
  isFirst,
  isMissing,
  least,
  leastOf,
  minus,
  named,
  sumOf,
} from '../build';
import type { KpiDefinition } from '../define';
import { EXCLUDED, IMMATURE } from '../engine/batch';
import { createEngine, type Engine } from '../engine/engine';
import { type Outcome, PROGRAMME } from '../engine/outcome';
import type { Observer } from '../engine/run';
import { MOST_WINDOWS } from '../engine/scan';
import type { Condition, Formula, Rows, Value } from '../expression';
import { acquisitionCost, lifeChurn, movedAmount, signedAmount } from '../recurring-fragments';
import { kpiDefinition } from '../registry';
import type { DayWindow } from '../types';
import { directFacts } from './direct';

/** Ages in months at which a cohort is looked at, and the days that stand for them. */
const AGES = { 3: 91, 6: 182, 12: 365 } as const;
type Age = keyof typeof AGES;
/** Fewer customers behind the churn make a lifetime misleading; as for LTV to CAC. */
const LEAST_FOR_LIFETIME = 20;

export type CohortCell =
  | { state: 'known'; value: number; n: number; low: number | null; high: number | null }
  /** Not yet knowable: some of its customers are too young until `from`. */
  | { state: 'immature'; from: number }
  /** Nothing to measure, and why. */
  | { state: 'not-measured'; reason: string };

export interface Cohort {
  /** Days of acquisition; may end after the as-of day. */
  window: DayWindow;
  /** Customers acquired so far. */
  customers: number;
  /** Share still a customer at that age. */
  retention: Readonly<Record<Age, CohortCell>>;
  /** Recurring revenue at the age of 12 months over that of the first day. */
  netRetention: CohortCell;
  /** As `netRetention` without what was added; at most 1. */
  grossRetention: CohortCell;
  /** Months until the gross profit of a customer has paid back its acquisition. */
  payback: CohortCell;
  ltvToCac: CohortCell;
}

export interface CohortOptions {
  asOfDay: number;
  workspace: Workspace;
  /** A partner's ordinal, all partners together, or customers without a partner. */
  of: number | 'programme' | 'direct';
  period: 'month' | 'quarter';
  /** How many cohorts, the running one last. */
  cohorts: number;
}

/** Days since the customer's first movement. */
const age = daysBetween(leastOf({ table: 'subscriptions', key: 'customer' }, 'moved'), 'moved');
const movements = (where: Condition, value: Value): Value =>
  sumOf({ table: 'subscriptions', key: 'customer', where }, value);

const firstMrr = named('its recurring revenue on the first day', movements(atMost(age, 0), signedAmount));
const firstMovements: Rows = {
  table: 'subscriptions',
  date: 'moved',
  where: all(isFirst('customer', 'moved'), above(firstMrr, 0)),
};
const mrrAtAge = movements(below(age, AGES[12]), signedAmount);
const lostByAge = movements(
  all(is('kind', 'contraction', 'churn'), above(age, 0), below(age, AGES[12])),
  movedAmount,
);
const ofFirst = (numerator: Value, most: number | null): Formula => ({
  kind: 'ratio',
  rows: firstMovements,
  numerator,
  denominator: firstMrr,
  missing: 'no amount',
  range: [0, most],
});

/** The KPI that it is the cohort's reading of, with another formula. */
function reading(kpi: string, name: string, formula: Formula, days: number | null): KpiDefinition {
  return { ...kpiDefinition(kpi), id: `cohort ${name}`, formula, maturityDays: days };
}

const customers: Rows = { table: 'customers', date: 'started' };
const retentionAt = (months: Age): KpiDefinition =>
  reading(
    'logo-retention',
    `retention ${months}`,
    {
      kind: 'proportion',
      rows: customers,
      success: any(isMissing('ended'), atLeast(daysBetween('started', 'ended'), AGES[months])),
    },
    AGES[months],
  );

const READINGS = {
  customers: reading('logo-retention', 'customers', { kind: 'count', rows: customers }, null),
  3: retentionAt(3),
  6: retentionAt(6),
  12: retentionAt(12),
  net: reading('net-revenue-retention', 'net', ofFirst(greatest(mrrAtAge, 0), null), AGES[12]),
  gross: reading(
    'gross-revenue-retention',
    'gross',
    ofFirst(minus(firstMrr, least(lostByAge, firstMrr)), 1),
    AGES[12],
  ),
  arpa: reading(
    'payback',
    'first revenue',
    { kind: 'mean', rows: firstMovements, value: firstMrr, missing: 'no amount' },
    null,
  ),
  cac: reading('cac-partner', 'cost', acquisitionCost, null),
  churn: reading('logo-churn', 'churn', lifeChurn, null),
};

function windowsOf({ asOfDay, period, cohorts }: CohortOptions): DayWindow[] {
  if (!(cohorts >= 1 && cohorts <= MOST_WINDOWS))
    throw new RangeError(`${cohorts} cohorts were asked for; ask for 1 to ${MOST_WINDOWS}.`);
  const months = period === 'month' ? 1 : 3;
  const running = startOf(period, asOfDay - 1);
  return Array.from({ length: cohorts }, (_, i) => {
    const from = addMonths(running, (i + 1 - cohorts) * months);
    return { from, to: addMonths(from, months) };
  });
}

const known = ({ value, n, low, high, reason }: Outcome): CohortCell =>
  value === null
    ? { state: 'not-measured', reason: reason ?? 'No customer of this cohort can be measured.' }
    : { state: 'known', value, n, low, high };

/**
 * The cohorts of a partner, oldest first. A cell that some customers of the cohort are too young for is immature, also
 * where the others are old enough: part of a cohort is another cohort.
 * @throws RangeError when more cohorts are asked for than one pass can tell apart
 */
export function cohortTable(facts: Facts, options: CohortOptions): Cohort[] {
  const { asOfDay } = options;
  const windows = windowsOf(options);
  const { engine, group } = engineOf(facts, options, null);
  const of = (definition: KpiDefinition) => {
    const evaluation = engine.evaluation(definition, windows);
    return windows.map((_, slot) => evaluation.at(group, slot));
  };
  const read = Object.fromEntries(
    Object.entries(READINGS).map(([name, definition]) => [name, of(definition)]),
  ) as Record<keyof typeof READINGS, Outcome[]>;
  const margin = marginOf(engine, group);

  return windows.map((window, slot): Cohort => {
    /** @param days age that the last day of the cohort must have reached */
    const ripe = (days: number, cell: () => CohortCell): CohortCell => {
      const from = window.to - 1 + days;
      return asOfDay >= from ? cell() : { state: 'immature', from };
    };
    const at = (name: keyof typeof READINGS): Outcome => read[name][slot]!;
    const aged = (name: Age | 'net' | 'gross', months: Age) => ripe(AGES[months], () => known(at(name)));
    const parts = { cac: at('cac'), arpa: at('arpa'), churn: at('churn'), margin };
    return {
      window,
      customers: at('customers').n,
      retention: { 3: aged(3, 3), 6: aged(6, 6), 12: aged(12, 12) },
      netRetention: aged('net', 12),
      grossRetention: aged('gross', 12),
      // What a cohort cost is known when its period is over.
      payback: options.of === 'direct' ? NO_DIRECT_COST : ripe(1, () => paybackOf(parts)),
      ltvToCac: options.of === 'direct' ? NO_DIRECT_COST : ripe(1, () => lifetimeOf(parts)),
    };
  });
}

const NO_DIRECT_COST: CohortCell = {
  state: 'not-measured',
  reason: 'A cost that names no partner may be for anything: what direct customers cost is not known.',
};

/** The engine over the facts of a group, and the number that the group has in it. */
function engineOf(
  facts: Facts,
  { asOfDay, workspace, of }: Pick<CohortOptions, 'asOfDay' | 'workspace' | 'of'>,
  observer: Observer | null,
): { engine: Engine; group: number } {
  const shared = { asOfDay, workspace, resolve: kpiDefinition };
  if (of === 'programme') return { engine: createEngine(facts, [], shared, observer), group: PROGRAMME };
  const group = of === 'direct' ? 0 : of;
  const own = of === 'direct' ? directFacts(facts) : facts;
  return { engine: createEngine(own, [], { ...shared, partners: [group] }, observer), group };
}

/** A figure of a cohort, as it is asked for. */
export type CohortFigure = keyof typeof FIGURES;

const FIGURES = {
  customers: ['customers'],
  retention3: [3],
  retention6: [6],
  retention12: [12],
  netRetention: ['net'],
  grossRetention: ['gross'],
  payback: ['cac', 'arpa'],
  ltvToCac: ['cac', 'arpa', 'churn'],
} as const satisfies Record<string, readonly (keyof typeof READINGS)[]>;

/** What has to be loaded. */
export const cohortReads: readonly Formula[] = [
  ...Object.values(READINGS).map(({ formula }) => formula),
  kpiDefinition('deal-margin').formula,
];

/** A row behind a cohort's figure. */
export interface CohortRow {
  table: string;
  row: number;
  /** Why it does not count; null where it does. */
  reason: string | null;
}

/** The rows behind a figure of one cohort, those of all partners for the programme; each once. */
export function cohortRows(
  facts: Facts,
  options: Pick<CohortOptions, 'asOfDay' | 'workspace' | 'of'>,
  window: DayWindow,
  figure: CohortFigure,
): CohortRow[] {
  const found = new Map<string, CohortRow>();
  const observer: Observer = {
    only: () => null,
    see(_, table, { marks, rows, count }, reasons) {
      for (let i = 0; i < count; i++) {
        const mark = marks[i]!;
        const reason =
          mark >= EXCLUDED ? reasons[mark - EXCLUDED]! : mark === IMMATURE ? 'not old enough yet' : null;
        const key = `${table.id} ${rows[i]}`;
        // A row that one part of the formula leaves out and another counts, counts.
        if (!found.has(key) || reason === null) found.set(key, { table: table.id, row: rows[i]!, reason });
      }
    },
  };
  const { engine, group } = engineOf(facts, options, observer);
  for (const name of FIGURES[figure]) engine.evaluation(READINGS[name], [window]).at(group, 0);
  if (figure === 'payback' || figure === 'ltvToCac') marginOf(engine, group);
  return [...found.values()];
}

/** Gross margin of the last 12 months: a cohort's own deals are too few. */
function marginOf(engine: Engine, group: number): Outcome {
  return engine.evaluation(kpiDefinition('deal-margin')).at(group, 0);
}

interface Economics {
  cac: Outcome;
  arpa: Outcome;
  margin: Outcome;
  churn: Outcome;
}

/** Below the KPI's own minimum sample there is no figure. */
const tooFew = (kpi: string, { value, n }: Outcome): CohortCell | null => {
  const { n: least, of } = kpiDefinition(kpi).minimum;
  return value === null || n >= least
    ? null
    : { state: 'not-measured', reason: `${n} ${of} are too few: it takes ${least}.` };
};

const lacking = (parts: Partial<Economics>): CohortCell | null => {
  const without = Object.values(parts).find(({ value }) => value === null);
  if (without) return known(without);
  const currencies = new Set(Object.values(parts).flatMap(({ currency }) => currency ?? []));
  if (currencies.size > 1)
    return {
      state: 'not-measured',
      reason: 'Cost and revenue are in different currencies: import exchange rates.',
    };
  return null;
};

/** K13: CAC / (monthly revenue per account x gross margin). */
function paybackOf({ cac, arpa, margin }: Economics): CohortCell {
  const gap = lacking({ cac, arpa, margin }) ?? tooFew('payback', cac);
  if (gap) return gap;
  const profit = arpa.value! * margin.value!;
  if (!(profit > 0))
    return {
      state: 'not-measured',
      reason: 'Customers bring no gross profit: what they cost is never paid back.',
    };
  return { state: 'known', value: cac.value! / profit, n: cac.n, low: null, high: null };
}

/** K14: ((revenue per account x gross margin) / churn) / CAC, with the interval that the churn gives it. */
function lifetimeOf({ cac, arpa, margin, churn }: Economics): CohortCell {
  if (churn.n < LEAST_FOR_LIFETIME)
    return {
      state: 'not-measured',
      reason: `${churn.n} customers are too few for a lifetime: it takes ${LEAST_FOR_LIFETIME}.`,
    };
  const gap = lacking({ cac, arpa, margin, churn }) ?? tooFew('ltv-cac', cac);
  if (gap) return gap;
  if (!(churn.value! > 0) || !(cac.value! > 0))
    return {
      state: 'not-measured',
      reason: 'Nobody left yet, or nothing was spent: there is nothing to reckon with.',
    };
  const profit = arpa.value! * margin.value!;
  const at = (rate: number): number => profit / rate / cac.value!;
  const ends = [churn.low, churn.high].flatMap((rate) => (rate !== null && rate > 0 ? [at(rate)] : []));
  return {
    state: 'known',
    value: at(churn.value!),
    n: churn.n,
    low: ends.length > 0 ? Math.min(...ends) : null,
    high: ends.length > 1 ? Math.max(...ends) : null,
  };
}
