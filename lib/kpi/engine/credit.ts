import type { Facts, TableFacts } from '../../facts/factset';
import { NO_CODE } from '../../facts/types';
import { allocate } from '../attribution/allocate';
import { journeysOf } from '../attribution/journeys';
import { Paths } from '../attribution/paths';
import { DEFAULT_ATTRIBUTION } from '../attribution/settings';
import { type ModelSet, modelSet, parametersOf, type Shares, sharesOf } from '../attribution/shares';
import { TouchedRows } from '../attribution/touched';
import type { Credit, Rows } from '../expression';
import { kindOf, tableOf } from '../kinds';
import { referencesOf } from '../references';
import type { Attribution } from '../types';
import { COUNTED } from './batch';
import { type Context, createContext } from './context';
import { type Evaluation, PROGRAMME } from './outcome';
import { NONE } from './reading';
import type { Observer, Run } from './run';
import { tally } from './tally';
import { count, sum } from './totals';

/** Conversions of one kind and the ways to them; kept as long as the facts stay as they are. */
interface Book {
  facts: Facts;
  touched: TouchedRows;
  paths: Paths;
  days: Int32Array;
  /** What the parties of each row get, by the models in use. */
  shares: Map<ModelSet, Map<number, Shares>>;
}

/** What was made of some facts, while they are as they were then. */
interface Kept<T> {
  state: string;
  made: Map<string, T>;
}

const books = new WeakMap<Facts, Kept<Book>>();
const modelSets = new WeakMap<Facts, Kept<ModelSet>>();

function kept<T>(cache: WeakMap<Facts, Kept<T>>, facts: Facts, key: string, make: () => T): T {
  // Facts that grew have more rows; what was made of fewer is let go.
  const state = ['touches', 'deals', 'leads'].map((id) => facts.table(id).rows).join('|');
  let known = cache.get(facts);
  if (known?.state !== state) {
    known = { state, made: new Map() };
    cache.set(facts, known);
  }
  let found = known.made.get(key);
  if (found === undefined) {
    found = make();
    known.made.set(key, found);
  }
  return found;
}

const settingsOf = ({ workspace }: Context) => workspace.attribution ?? DEFAULT_ATTRIBUTION;

function bookOf({ rows, by }: Credit, context: Context): Book {
  const { facts, cache, workspace } = context;
  const settings = settingsOf(context);
  const key = JSON.stringify([rows.table, rows.date, by, settings, workspace.timeZone]);
  return kept(books, facts, key, () => {
    const table = facts.table(tableOf(rows.table).id);
    const paths = new Paths(cache, table, by, settings.lookbackDays);
    const days = cache.dayColumn(table, rows.date!);
    const touched = new TouchedRows(table, paths, days, facts.partners.length);
    // The same facts, but for this table; look-ups into the others find what they always find.
    const own: Facts = Object.create(facts, {
      table: { value: (id: string) => (id === table.id ? touched : facts.table(id)) },
    });
    return { facts: own, touched, paths, days, shares: new Map() };
  });
}

function modelsOf(context: Context): ModelSet {
  const { facts, cache, asOfDay, workspace } = context;
  const settings = settingsOf(context);
  const key = JSON.stringify([settings, asOfDay, workspace.timeZone]);
  return kept(modelSets, facts, key, () =>
    modelSet(settings, () => journeysOf(cache, settings.lookbackDays, asOfDay)),
  );
}

/** Shows an observer the rows of the table itself. */
function unfolded(observer: Observer | null, table: TableFacts, { original }: TouchedRows): Observer | null {
  return (
    observer && {
      only(path) {
        const mask = observer.only(path, table);
        return mask && Uint8Array.from(original, (row) => mask[row]!);
      },
      see(path, _touched, block, reasons, date) {
        observer.see(path, table, { ...block, rows: block.rows.map((row) => original[row]!) }, reasons, date);
      },
    }
  );
}

/** Rows of which the programme has each once, whoever touched it. */
const onceForAll = (rows: Rows, by: string): Rows => ({ ...rows, once: { column: by, same: `same ${by}` } });

/** Tables whose rows touches name, and by which key. */
const NAMED_BY: Readonly<Record<string, string>> = { deals: 'deal', leads: 'lead' };

/** Whether a touch names any of these rows. */
function anyTouched({ facts, cache }: Context, id: string, lists: readonly (readonly number[])[]): boolean {
  const [table, touches, key] = [facts.table(id), facts.table('touches'), NAMED_BY[id]!];
  if (touches.rows === 0 || !touches.has(key) || !table.has(key)) return false;
  const join = cache.join(table, key, touches, key, false);
  const { head } = cache.keyIndex(touches, join);
  const { mine } = join;
  return lists.some((rows) => rows.some((row) => mine[row] !== NO_CODE && (head[mine[row]!] ?? -1) >= 0));
}

/** Totals by group and model, in whole minor units where they are money. */
class Credits {
  private readonly sums: Float64Array;

  constructor(
    readonly models: number,
    private readonly groups: number,
    private readonly windows: number,
  ) {
    this.sums = new Float64Array(models * groups * windows);
  }

  add(model: number, at: number, value: number): void {
    this.sums[model * this.groups * this.windows + at]! += value;
  }

  of(model: number, group: number, slot: number): number {
    const from = model * this.groups * this.windows;
    if (group !== PROGRAMME) return this.sums[from + group * this.windows + slot]!;
    let total = 0;
    for (let p = 0; p < this.groups; p++) total += this.sums[from + p * this.windows + slot]!;
    return total;
  }
}

/**
 * Conversions that the partner's touches came before. Each row is read once for each partner that touched it; the
 * value is shared among all parties of its path, our own included, so that the parts add up to it.
 */
export function credit(formula: Credit, run: Run): Evaluation {
  const { context } = run;
  const settings = settingsOf(context);
  const book = bookOf(formula, context);
  const table = context.facts.table(tableOf(formula.rows.table).id);
  const set = modelsOf(context);
  const rows = onceForAll(formula.rows, formula.by);
  const inside: Run = {
    ...run,
    context: createContext(book.facts, context.workspace, context.asOfDay, context.partners),
    observer: unfolded(run.observer, table, book.touched),
    readings: null,
  };
  run.readings?.push({
    // Rows that nobody touched are in no book. All others change whose the rest is: the book is made anew.
    note(change) {
      const { columns } = referencesOf(formula);
      for (const [id, { came, went }] of change) {
        const untouched = id in NAMED_BY && !anyTouched(context, id, [came, went]);
        if (columns.has(id) && !untouched) return null;
      }
      return NONE;
    },
    ready: () => {},
  });
  const stamp: Attribution = {
    model: set.chosen.id,
    version: set.chosen.version,
    name: set.chosen.name,
    parameters: parametersOf(set.chosen, settings),
    range: null,
  };
  const { value, missing } = formula;
  if (formula.take !== 'attributed') {
    const whole =
      formula.take === 'conversions'
        ? count({ kind: 'count', rows }, inside)
        : sum({ kind: 'sum', rows, value: value!, missing: missing ?? 'no value' }, inside);
    return { at: (group, slot) => Object.assign(whole.at(group, slot), { attribution: stamp }) };
  }

  const credits = new Credits(set.all.length, context.facts.partners.length, run.windows.length);
  const { original } = book.touched;
  const known = book.shares.get(set) ?? new Map<number, Shares>();
  book.shares.set(set, known);
  const shares = (row: number): Shares => {
    let found = known.get(row);
    if (!found) {
      found = sharesOf(book.paths.of(row, book.days[row]!)!, set, settings);
      known.set(row, found);
    }
    return found;
  };
  const money = kindOf(value!, table.definition).is === 'money';
  const counts = tally(
    { rows, values: [value!], missing: missing ?? 'no value', money },
    inside,
    (block, partner, windows) => {
      if (set.refused) return;
      const { marks, slots, at, ripe } = block;
      const amounts = block.values[0]!;
      for (let k = 0; k < ripe; k++) {
        const i = at[k]!;
        if (marks[i] !== COUNTED) continue;
        const row = block.rows[i]!;
        const { parties, weights } = shares(original[row]!);
        const mine = parties.indexOf(partner[row]!);
        const group = partner[row]! * windows + slots[i]!;
        if (parties.length === 1) {
          const all = money ? Math.round(amounts[k]!) : amounts[k]!;
          for (let m = 0; m < credits.models; m++) credits.add(m, group, all);
          continue;
        }
        const out = new Float64Array(parties.length);
        for (let m = 0; m < credits.models; m++) {
          const part = money
            ? allocate(amounts[k]!, weights[m]!, out)[mine]!
            : amounts[k]! * weights[m]![mine]!;
          credits.add(m, group, part);
        }
      }
    },
  );
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      base.attribution = stamp;
      base.reason ??= set.refused ?? undefined;
      if (base.reason) return base;
      base.value = base.n > 0 ? credits.of(0, group, slot) : null;
      base.numerator = credits.of(0, group, slot);
      if (base.n > 0)
        base.attribution = { ...stamp, range: rangeOf(set, (model) => credits.of(model, group, slot)) };
      return base;
    },
  };
}

/** Least and most over the rules. */
function rangeOf({ all }: ModelSet, of: (model: number) => number): NonNullable<Attribution['range']> {
  let range: NonNullable<Attribution['range']> | null = null;
  all.forEach((model, m) => {
    if (model.family !== 'rule') return;
    const value = of(m);
    range ??= { low: value, high: value, lowest: model.name, highest: model.name };
    if (value < range.low) Object.assign(range, { low: value, lowest: model.name });
    if (value > range.high) Object.assign(range, { high: value, highest: model.name });
  });
  return range!;
}
