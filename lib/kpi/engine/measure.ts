import type { Facts } from '../../facts/factset';
import { factTables } from '../../facts/registry';
import type { Workspace } from '../../facts/workspace';
import type { KpiDefinition } from '../define';
import type { Formula } from '../expression';
import { type References, referencesOf } from '../references';
import type { DayWindow, Measurement, SeriesPoint } from '../types';
import { type Context, createContext } from './context';
import { evaluate } from './evaluate';
import { type Evaluation, type Outcome, PROGRAMME } from './outcome';
import type { Observer, Run } from './run';
import { MOST_WINDOWS } from './scan';
import { resolveWindow, wholeMonths } from './windows';

export { PROGRAMME } from './outcome';

export interface MeasureOptions {
  /** First day that is not looked at: the day after the last complete one, usually today. */
  asOfDay: number;
  workspace: Workspace;
  /** Ordinals to measure; the cost is then that of their rows. All partners and the programme when left out. */
  partners?: readonly number[];
  /** Finds KPIs that a composite is made of and that are not among the definitions. */
  resolve?: (id: string) => KpiDefinition | undefined;
}

export interface Measurements {
  /** Partner ordinal -> its measurements, in the order of the definitions. */
  byPartner: Map<number, Measurement[]>;
  /** The same over all partners; empty when only some were asked for. */
  programme: Measurement[];
}

const known = new WeakMap<Formula, References>();

function referencesKnown(formula: Formula): References {
  let references = known.get(formula);
  if (!references) {
    references = referencesOf(formula);
    known.set(formula, references);
  }
  return references;
}

/** Reason why a formula cannot say anything, whatever the partner: a table it needs is empty. */
function nothingImported(formula: Formula, facts: Facts): string | null {
  const { required, needed } = referencesKnown(formula);
  for (const id of required)
    if (facts.table(id).rows === 0)
      return `Nothing was imported as "${factTables[id]!.name}" yet; this cannot be measured without it.`;
  for (const { table, column } of needed)
    if (!facts.table(table).has(column)) {
      const { name, columns } = factTables[table]!;
      return `No import of "${name}" filled the column "${columns[column]!.label}"; this cannot be measured without it.`;
    }
  if (formula.kind === 'either' && formula.of.every(({ rows }) => facts.table(rows.table).rows === 0))
    return `Nothing was imported as ${formula.of.map(({ rows }) => `"${factTables[rows.table]!.name}"`).join(' or ')} yet.`;
  if (formula.kind === 'active' && formula.events.every((rows) => facts.table(rows.table).rows === 0))
    return 'Nothing was imported yet that would show whether a partner is active.';
  return null;
}

const rowsOf = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);

/** Says why there is no value, from what became of the rows. */
function why({ n, immature, excluded, denominator }: Outcome, maturityDays: number | null): string {
  const left = Object.entries(excluded).filter(([, count]) => count > 0);
  if (n > 0 && denominator === 0)
    return `What is divided by adds up to 0 over the ${rowsOf(n)} that ${n === 1 ? 'counts' : 'count'}.`;
  if (immature > 0)
    return maturityDays === null
      ? `${rowsOf(immature)} without an outcome yet, and no other.`
      : `${rowsOf(immature)} too young: outcomes count once rows are ${maturityDays} days old.`;
  if (left.length > 0)
    return `No row counts; left out: ${left.map(([reason, count]) => `${reason} (${count})`).join(', ')}.`;
  return 'No rows in this window.';
}

/** A KPI's evaluation that says "not measured" where a table it needs is empty. */
function guarded(formula: Formula, facts: Facts, evaluation: () => Evaluation): Evaluation {
  const reason = nothingImported(formula, facts);
  if (!reason) return evaluation();
  const nothing: Outcome = {
    value: null,
    n: 0,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
    immature: 0,
    excluded: {},
    reason,
  };
  return { at: () => ({ ...nothing }) };
}

/** Evaluates KPIs at one as-of day, each once. */
export class Engine {
  private readonly done = new Map<string, Evaluation>();
  private readonly running = new Set<string>();
  private readonly ownWindows = new Map<KpiDefinition, DayWindow>();
  /** Formulas that several KPIs have in common, by all that they depend on. */
  private readonly shared = new Map<string, Evaluation>();

  constructor(
    readonly context: Context,
    private readonly definitions: ReadonlyMap<string, KpiDefinition>,
    private readonly resolve: (id: string) => KpiDefinition | undefined,
    private readonly observer: Observer | null = null,
  ) {}

  windowOf(definition: KpiDefinition): DayWindow {
    let window = this.ownWindows.get(definition);
    if (!window) {
      window = resolveWindow(definition.window, this.context.asOfDay);
      this.ownWindows.set(definition, window);
    }
    return window;
  }

  /**
   * @param windows in place of the KPI's own; the result is then not kept
   * @param parts whether the KPIs that it is made of are measured over these windows too, not over their own
   */
  evaluation(
    definition: KpiDefinition,
    windows?: readonly DayWindow[],
    intervals = true,
    parts = false,
  ): Evaluation {
    const kept = windows ? undefined : this.done.get(definition.id);
    if (kept) return kept;
    if (this.running.has(definition.id))
      throw new RangeError(`The KPI "${definition.id}" is made of itself.`);
    this.running.add(definition.id);
    const run: Run = {
      context: this.context,
      windows: windows ?? [this.windowOf(definition)],
      spec: definition.window,
      maturityDays: definition.maturityDays,
      intervals,
      // A KPI that others are made of is read once, wherever it is used.
      path: this.running.size > 1 ? `kpi:${definition.id}` : '',
      observer: this.observer,
      shared: this.observer || windows ? null : this.shared,
      kpi: (id) => {
        const found = this.definitions.get(id) ?? this.resolve(id);
        if (!found) return null;
        return parts ? this.evaluation(found, windows, intervals, true) : this.evaluation(found);
      },
    };
    const evaluation = guarded(definition.formula, this.context.facts, () =>
      evaluate(definition.formula, run),
    );
    this.running.delete(definition.id);
    if (!windows) this.done.set(definition.id, evaluation);
    return evaluation;
  }

  measure(definition: KpiDefinition, group: number): Measurement {
    const outcome = this.evaluation(definition).at(group, 0);
    const measurement: Measurement = {
      kpi: definition.id,
      value: outcome.value,
      n: outcome.n,
      low: outcome.low,
      high: outcome.high,
      numerator: outcome.numerator,
      denominator: outcome.denominator,
      immature: outcome.immature,
      excluded: outcome.excluded,
      window: this.windowOf(definition),
    };
    if (outcome.currency !== undefined) {
      measurement.currency = outcome.currency;
      const { cache } = this.context;
      if (outcome.currency !== cache.currencyName(cache.ownCurrency)) measurement.foreign = true;
    }
    if (outcome.atLeast) measurement.atLeast = true;
    if (outcome.attribution) measurement.attribution = outcome.attribution;
    if (outcome.reason !== undefined) measurement.reason = outcome.reason;
    else if (outcome.value === null) measurement.reason = why(outcome, definition.maturityDays);
    return measurement;
  }
}

export function createEngine(
  facts: Facts,
  definitions: readonly KpiDefinition[],
  { asOfDay, workspace, partners, resolve }: MeasureOptions,
  observer: Observer | null = null,
): Engine {
  const context = createContext(facts, workspace, asOfDay, partners ?? null);
  return new Engine(
    context,
    new Map(definitions.map((definition) => [definition.id, definition])),
    resolve ?? (() => undefined),
    observer,
  );
}

/**
 * Measures KPIs for partners and for the programme as a whole, each KPI in one pass over its rows.
 * @throws ExpressionError when a formula means nothing, RangeError when a column it reads was not loaded
 */
export function measureAll(
  facts: Facts,
  definitions: readonly KpiDefinition[],
  options: MeasureOptions,
): Measurements {
  const run = createEngine(facts, definitions, options);
  const ordinals = run.context.partners ?? facts.partners.map((_, ordinal) => ordinal);
  const byPartner = new Map<number, Measurement[]>(ordinals.map((ordinal) => [ordinal, []]));
  const programme: Measurement[] = [];
  for (const definition of definitions) {
    for (const [ordinal, list] of byPartner) list.push(run.measure(definition, ordinal));
    if (!run.context.partners) programme.push(run.measure(definition, PROGRAMME));
  }
  return { byPartner, programme };
}

export interface SeriesOptions extends MeasureOptions {
  /** How many whole calendar months before the as-of day. */
  months: number;
}

/**
 * Whether all months can be read in one pass: rows have a day of their own, and nothing depends on the window or
 * quarter that is looked at. What is known of a row is always what is known at the as-of day.
 */
export function inOnePass(
  { formula, window }: KpiDefinition,
  find: (id: string) => KpiDefinition | undefined,
): boolean {
  if ('asOf' in window) return false;
  if (/"day":"(window|quarter)|"previous":true|"window":\{|"date":null/.test(JSON.stringify(formula)))
    return false;
  if (formula.kind !== 'composite') return true;
  return Object.values(formula.parts).every((part) => {
    const found = 'kpi' in part ? find(part.kpi) : undefined;
    return !('kpi' in part) || (found !== undefined && inOnePass(found, find));
  });
}

/**
 * A KPI by whole calendar months, for trends: months do not overlap, so each point is news.
 * The running month is left out. A KPI about a state is taken at the end of each month.
 * @returns for a partner ordinal or PROGRAMME the points, oldest first
 */
export function monthlySeriesOf(
  facts: Facts,
  definition: KpiDefinition,
  options: SeriesOptions,
): (group: number) => SeriesPoint[] {
  const months = wholeMonths(options.asOfDay, options.months);
  const point = (window: DayWindow, { value, n, numerator, denominator }: Outcome): SeriesPoint => ({
    window,
    value,
    n,
    numerator,
    denominator,
  });
  const readers: ((group: number) => SeriesPoint[])[] = [];
  if (inOnePass(definition, options.resolve ?? (() => undefined))) {
    const run = createEngine(facts, [definition], options);
    for (let from = 0; from < months.length; from += MOST_WINDOWS) {
      const part = months.slice(from, from + MOST_WINDOWS);
      const evaluation = run.evaluation(definition, part, false, true);
      readers.push((group) => part.map((window, slot) => point(window, evaluation.at(group, slot))));
    }
  } else {
    for (const month of months) {
      const run = createEngine(facts, [definition], { ...options, asOfDay: month.to });
      const window = 'asOf' in definition.window ? { from: month.to, to: month.to } : month;
      const evaluation = run.evaluation({ ...definition, window: seriesSpec(definition) }, [window], false);
      readers.push((group) => [point(month, evaluation.at(group, 0))]);
    }
  }
  return (group) => readers.flatMap((read) => read(group));
}

/** One month, for everything that is not a state. */
const seriesSpec = ({ window }: KpiDefinition): KpiDefinition['window'] =>
  'asOf' in window ? window : { months: 1 };

/**
 * One partner's KPI by whole calendar months, oldest first; see monthlySeriesOf. The cost is that of its rows.
 * @param partner ordinal, or PROGRAMME
 */
export function monthlySeries(
  facts: Facts,
  definition: KpiDefinition,
  partner: number,
  asOfDay: number,
  months: number,
  workspace: Workspace,
  resolve?: (id: string) => KpiDefinition | undefined,
): SeriesPoint[] {
  const partners = partner === PROGRAMME ? undefined : [partner];
  return monthlySeriesOf(facts, definition, { asOfDay, months, workspace, partners, resolve })(partner);
}
