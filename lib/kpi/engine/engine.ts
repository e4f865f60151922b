import type { Facts } from '../../facts/factset';
import { factTables } from '../../facts/registry';
import type { Workspace } from '../../facts/workspace';
import type { KpiDefinition } from '../define';
import type { Formula } from '../expression';
import { referencesOf } from '../references';
import type { DayWindow, Measurement } from '../types';
import { type Context, createContext, narrowed } from './context';
import { evaluate } from './evaluate';
import { type Done, followChanges, readingsOf } from './follow';
import { type Evaluation, NO_REASONS, type Outcome, outcomeOf } from './outcome';
import type { Reading, Touched } from './reading';
import type { Observer, Run, Shared } from './run';
import { resolveWindow } from './windows';
import { knownZero, whyNone } from './zero';

export interface MeasureOptions {
  /** First day that is not looked at: the day after the last complete one, usually today. */
  asOfDay: number;
  workspace: Workspace;
  /** Ordinals to measure; the cost is then that of their rows. All partners and the programme when left out. */
  partners?: readonly number[];
  /** Finds KPIs that a composite is made of and that are not among the definitions. */
  resolve?: (id: string) => KpiDefinition | undefined;
  /** Looked at in place of every KPI's own window; a KPI about a state stays at the as-of day. */
  window?: DayWindow;
}

/** Reason why a formula cannot say anything, whatever the partner: a table it needs is empty. */
function nothingImported(formula: Formula, facts: Facts): string | null {
  const { required, needed } = referencesOf(formula);
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

/** Says why there is no value, from what became of the rows; null where there were none. */
function why({ n, immature, excluded, denominator }: Outcome, maturityDays: number | null): string | null {
  if (n > 0 && denominator === 0)
    return `What is divided by adds up to 0 over the ${rowsOf(n)} that ${n === 1 ? 'counts' : 'count'}.`;
  if (immature > 0)
    return maturityDays === null
      ? `${rowsOf(immature)} without an outcome yet, and no other.`
      : `${rowsOf(immature)} too young: outcomes count once rows are ${maturityDays} days old.`;
  const left = Object.entries(excluded).filter(([, count]) => count > 0);
  if (left.length > 0)
    return `No row counts; left out: ${left.map(([reason, count]) => `${reason} (${count})`).join(', ')}.`;
  return null;
}

/** Whether no row came near a figure, which needs no other word than that. */
const isBare = ({
  value,
  low,
  high,
  n,
  immature,
  excluded,
  atLeast,
  attribution,
  by,
  reason,
}: Outcome): boolean =>
  value === null &&
  low === null &&
  high === null &&
  n === 0 &&
  immature === 0 &&
  excluded === NO_REASONS &&
  !atLeast &&
  !attribution &&
  !by &&
  reason === undefined;

/** A KPI's evaluation that says "not measured" where a table it needs is empty. */
function guarded(formula: Formula, facts: Facts, evaluation: () => Evaluation): Evaluation {
  const reason = nothingImported(formula, facts);
  if (!reason) return evaluation();
  return { at: () => Object.assign(outcomeOf(0, 0, {}), { reason }) };
}

/** Evaluates KPIs at one as-of day, each once. */
export class Engine {
  private readonly done = new Map<string, Done>();
  private readonly running = new Set<string>();
  private readonly ownWindows = new Map<KpiDefinition, DayWindow>();
  /** What is measured where there are no rows: most partners have none of most things, and share it. */
  private readonly bare = new Map<KpiDefinition, Measurement>();
  /** Formulas that several KPIs have in common, by all that they depend on. */
  private readonly shared = new Map<string, Shared>();
  private changesSeen: number;
  private moneySeen: number;
  /** All that reads rows for them; null where some came since. */
  private readers: ReadonlySet<Reading> | null = null;

  constructor(
    readonly context: Context,
    private readonly definitions: ReadonlyMap<string, KpiDefinition>,
    private readonly resolve: (id: string) => KpiDefinition | undefined,
    private readonly observer: Observer | null = null,
    private readonly window: DayWindow | null = null,
  ) {
    this.changesSeen = context.facts.changes.length;
    this.moneySeen = context.cache.moneyVersion;
  }

  windowOf(definition: KpiDefinition): DayWindow {
    let window = this.ownWindows.get(definition);
    if (!window) {
      const { window: spec } = definition;
      window = this.window && !('asOf' in spec) ? this.window : resolveWindow(spec, this.context.asOfDay);
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
    return kept ? kept.evaluation : this.evaluate(definition, windows, intervals, parts);
  }

  private evaluate(
    definition: KpiDefinition,
    windows: readonly DayWindow[] | undefined,
    intervals: boolean,
    parts: boolean,
  ): Evaluation {
    if (this.running.has(definition.id))
      throw new RangeError(`The KPI "${definition.id}" is made of itself.`);
    this.running.add(definition.id);
    this.readers = null;
    const once = this.observer !== null || windows !== undefined;
    const readings: Reading[] = [];
    const made = new Set<string>();
    const run: Run = {
      context: this.context,
      windows: windows ?? [this.windowOf(definition)],
      spec: definition.window,
      maturityDays: definition.maturityDays,
      intervals,
      // A KPI that others are made of is read once, wherever it is used.
      path: this.running.size > 1 ? `kpi:${definition.id}` : '',
      observer: this.observer,
      shared: once ? null : this.shared,
      readings: once ? null : readings,
      kpi: (id) => {
        const found = this.definitions.get(id) ?? this.resolve(id);
        if (!found) return null;
        made.add(id);
        return parts ? this.evaluation(found, windows, intervals, true) : this.evaluation(found);
      },
    };
    const plain = guarded(definition.formula, this.context.facts, () => evaluate(definition.formula, run));
    // A month of a series before a partner's first row is no zero.
    const evaluation =
      windows || this.window ? plain : knownZero(definition, plain, this.context, run.readings);
    this.running.delete(definition.id);
    if (!windows) this.done.set(definition.id, { definition, evaluation, readings, parts: made });
    return evaluation;
  }

  /**
   * Takes note of facts that came or went since the last time. Only what they touch is read again, when it is asked for.
   * @returns KPI -> partners that may have another figure; KPIs without any, programme included, are not in it
   */
  follow(): ReadonlyMap<string, Touched> {
    const { facts, cache, placed, unnamed } = this.context;
    cache.follow();
    const changes = facts.changes.slice(this.changesSeen);
    this.changesSeen = facts.changes.length;
    if (changes.length > 0) {
      placed.clear();
      unnamed.clear();
      this.bare.clear();
    }
    const anew =
      cache.moneyVersion !== this.moneySeen ||
      changes.some((change) => [...change.values()].some(({ shape }) => shape));
    this.moneySeen = cache.moneyVersion;
    if (anew) {
      const all = new Map([...this.done.keys()].map((id): [string, Touched] => [id, 'everyone']));
      this.done.clear();
      this.shared.clear();
      this.readers = null;
      return all;
    }
    const before = this.done.size + this.shared.size;
    const touched = followChanges(changes, this.readings, this.done, this.shared);
    if (this.done.size + this.shared.size < before) this.readers = null;
    return touched;
  }

  private get readings(): ReadonlySet<Reading> {
    this.readers ??= readingsOf(this.done.values(), this.shared.values());
    return this.readers;
  }

  /** Reads what is lacking of some partners, all KPIs at once. */
  ready(partners: readonly number[]): void {
    // Formulas that look at the same rows of them find these once.
    const some = narrowed(this.context, partners);
    for (const reading of this.readings) reading.ready(some);
  }

  /** @returns not to be changed: groups without rows have the same object */
  measure(definition: KpiDefinition, group: number): Measurement {
    const outcome = this.evaluation(definition).at(group, 0);
    if (!isBare(outcome)) return this.measurement(definition, outcome);
    const { numerator, denominator, currency } = outcome;
    const known = this.bare.get(definition);
    if (
      known &&
      known.numerator === numerator &&
      known.denominator === denominator &&
      known.currency === currency
    )
      return known;
    const made = Object.freeze(this.measurement(definition, outcome));
    this.bare.set(definition, made);
    return made;
  }

  private measurement(definition: KpiDefinition, outcome: Outcome): Measurement {
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
    if (outcome.by) measurement.by = outcome.by;
    if (outcome.reason !== undefined) measurement.reason = outcome.reason;
    else if (outcome.value === null)
      measurement.reason =
        why(outcome, definition.maturityDays) ?? whyNone(definition, measurement.window, this.context);
    return measurement;
  }
}

export function createEngine(
  facts: Facts,
  definitions: readonly KpiDefinition[],
  { asOfDay, workspace, partners, resolve, window }: MeasureOptions,
  observer: Observer | null = null,
): Engine {
  const context = createContext(facts, workspace, asOfDay, partners ?? null);
  return new Engine(
    context,
    new Map(definitions.map((definition) => [definition.id, definition])),
    resolve ?? (() => undefined),
    observer,
    window ?? null,
  );
}
