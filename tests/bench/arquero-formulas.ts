import { addFunction } from 'arquero';
import { BUSINESS_DAYS, businessMinutes } from '@/lib/facts/business';
import type { Facts } from '@/lib/facts/factset';
import { clockOf } from '@/lib/facts/time';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { all, any, is, isSet, not } from '@/lib/kpi/build';
import type { KpiDefinition } from '@/lib/kpi/define';
import { exclusionsOf, inFuture } from '@/lib/kpi/eligibility';
import { daysAgo } from '@/lib/kpi/engine/relations';
import { distinctRows } from '@/lib/kpi/engine/totals';
import { previousWindow, resolveWindow } from '@/lib/kpi/engine/windows';
import type { Combination, Composite, Condition, Formula, Rows, Value } from '@/lib/kpi/expression';
import { tableOf } from '@/lib/kpi/kinds';
import { kpiDefinition } from '@/lib/kpi/registry';
import { kaplanMeier } from '@/lib/stats/kaplan-meier';
import { Expressions, NotExpressed } from './arquero-expressions';
import {
  isValid,
  type Joins,
  type Selection,
  type Session,
  type Table,
  type Touched,
} from './arquero-tables';
import { AS_OF, WORKSPACE } from './facts';

addFunction('business_minutes', businessMinutes(clockOf(WORKSPACE.timeZone), BUSINESS_DAYS), {
  override: true,
});

/** Figures by partner ordinal; NaN is none. `failed` is 1 where a figure cannot be made out. */
export interface Figured {
  value: Float64Array;
  n: Float64Array;
  numerator: Float64Array;
  failed: Uint8Array;
}
/** A formula as Arquero's verbs, to be run any number of times. */
export type Pipeline = (session: Session) => Figured;

/** What a formula is written with. */
interface Writing {
  facts: Facts;
  joins: Joins;
  definition: KpiDefinition;
  /** KPIs that others are made of, written once. */
  written: Map<string, Pipeline>;
}

/** What a formula wants to know of each row that counts. */
interface Wanted {
  rows: Rows;
  mature?: Condition;
  /** Rows where one is missing do not count. */
  values?: readonly Value[];
  conditions?: readonly Condition[];
  /** Each row for every partner that touched what this key names. */
  by?: string;
}

/** The rows that count, and the wanted expressions over them. */
interface Counted {
  rows(session: Session): Table;
  by(session: Session, keys: readonly string[]): Table;
  /** How many rows of a group count. */
  n: string;
  values: string[];
  conditions: string[];
}

const lambda = (expression: string): string => `d => ${expression}`;

function counted(wanted: Wanted, { facts, joins, definition }: Writing): Counted {
  const { rows } = wanted;
  const table = tableOf(rows.table);
  const spec = rows.window ?? definition.window;
  const window = rows.previous ? previousWindow(spec, AS_OF) : resolveWindow(spec, AS_OF);
  const writing = new Expressions(facts, joins, table, window);
  const values = (wanted.values ?? []).map((value) => writing.value(value));
  const conditions = (wanted.conditions ?? []).map((condition) => writing.condition(condition));

  const told: string[] = [];
  const ripe: string[] = [];
  if (rows.date) {
    const day = writing.day(rows.date);
    told.push(`${day} >= ${window.from}`, `${day} < ${window.to}`);
    if (definition.maturityDays !== null) ripe.push(`${day} <= ${AS_OF - definition.maturityDays}`);
  }
  if (rows.date !== table.date) told.push(`!${writing.condition(inFuture(table))}`);
  if (rows.where) told.push(...writing.conditions(rows.where));
  for (const { when } of exclusionsOf(rows, table)) told.push(`!(${writing.condition(when)})`);
  if (wanted.mature) ripe.push(...writing.conditions(wanted.mature));
  const known = values.map(isValid);
  const touched = wanted.by ? touchedBy(wanted.by, writing.day(rows.date!), facts, joins) : undefined;
  const reads = [...values, ...conditions];

  const { once } = rows;
  if (!once) {
    const selection: Selection = { table: table.id, touched, where: [...told, ...ripe, ...known], reads };
    joins.use([...selection.where, ...reads]);
    return {
      rows: (session) => session.rows(selection),
      by: (session, keys) => session.grouped(selection, keys),
      n: 'op.count()',
      values,
      conditions,
    };
  }
  // A row that is not ripe yet may be the one that counts of those that name the same.
  const matters = ripe.length > 0 ? known.map((each) => `(!(${ripe.join(' && ')}) || ${each})`) : known;
  const selection: Selection = {
    table: table.id,
    touched,
    where: [...told, ...matters],
    reads: [...reads, ...ripe],
  };
  joins.use([...selection.where, ...selection.reads]);
  const columns = [once.column, ...(once.within ? [once.within] : [])].map((column) =>
    column === 'partner' ? '_partner' : column,
  );
  // Rows that do not say what they are of are each their own.
  const named = columns.map((column) => isValid(`d.${column}`)).join(' && ');
  const things = columns.map((column) => `(${named} ? d.${column} : -1 - d._row)`);
  const first = (session: Session): Table => {
    const keys = things.map((thing, k) => [`thing${k}`, lambda(thing)]);
    const rows = session
      .rows(selection)
      .groupby({ _partner: 'd => d._partner', ...Object.fromEntries(keys) })
      .filter('d => op.row_number() === 1')
      .ungroup();
    return ripe.length > 0 ? rows.filter(lambda(ripe.join(' && '))) : rows;
  };
  if (things.length === 1 && ripe.length + reads.length === 0)
    return {
      rows: first,
      by: (session, keys) => session.grouped(selection, keys),
      n: `op.distinct(${things[0]})`,
      values,
      conditions,
    };
  return {
    rows: first,
    by: (session, keys) => first(session).groupby([...keys]),
    n: 'op.count()',
    values,
    conditions,
  };
}

/** Touches of partners: those that name one, or follow the record to its own, but are not the company's. */
function touchedBy(by: string, day: string, facts: Facts, joins: Joins): Touched {
  const table = tableOf('touches');
  const touches = new Expressions(facts, joins, table, resolveWindow({ asOf: true }, AS_OF));
  const partners = all(isSet(by), not(is('party', 'own')), any(isSet('partner'), is('party', 'partner')));
  return {
    by,
    day,
    touches: ['d._partner >= 0', ...touches.conditions(partners)],
    lookbackDays: DEFAULT_ATTRIBUTION.lookbackDays,
  };
}

const blank = (size: number, fill = Number.NaN): Float64Array => new Float64Array(size).fill(fill);
const none = (size: number): Uint8Array => new Uint8Array(size);

/** Columns of a table with a row a partner, by ordinal. */
function byOrdinal(result: Table, names: readonly string[], size: number): Float64Array[] {
  const partners = result.array('_partner') as ArrayLike<number>;
  return names.map((name) => {
    const from = result.array(name) as ArrayLike<number | undefined>;
    const to = blank(size);
    for (let i = 0; i < partners.length; i++)
      if (partners[i]! >= 0) to[partners[i]!] = Number(from[i] ?? Number.NaN);
    return to;
  });
}

/** Aggregates by partner, and how many rows counted. */
function aggregated(
  rows: Counted,
  aggregates: Readonly<Record<string, string>>,
  of: (columns: Readonly<Record<string, Float64Array>>, n: Float64Array) => Partial<Figured>,
): Pipeline {
  const names = ['n', ...Object.keys(aggregates)];
  const lambdas = Object.fromEntries(
    Object.entries({ n: rows.n, ...aggregates }).map(([name, text]) => [name, lambda(text)]),
  );
  return (session) => {
    const size = session.partners;
    const arrays = byOrdinal(rows.by(session, ['_partner']).rollup(lambdas), names, size);
    const columns = Object.fromEntries(names.map((name, k) => [name, arrays[k]!]));
    const n = columns.n!.map((many) => many || 0);
    return { value: blank(size), n, numerator: blank(size), failed: none(size), ...of(columns, n) };
  };
}

const quotient = (a: Float64Array, b: Float64Array, factor = 1): Float64Array =>
  a.map((above, p) => (b[p] === 0 ? Number.NaN : (factor * above) / b[p]!));
const orZero = (values: Float64Array): Float64Array => values.map((value) => value || 0);

function write(formula: Formula, writing: Writing): Pipeline {
  switch (formula.kind) {
    case 'proportion': {
      const { rows, mature, success } = formula;
      const from = counted({ rows, mature, conditions: [success] }, writing);
      return aggregated(from, { hits: `op.sum(${from.conditions[0]})` }, ({ hits }, n) => ({
        value: quotient(hits!, n),
        numerator: orZero(hits!),
      }));
    }
    case 'pooled': {
      const from = counted({ rows: formula.rows, values: [formula.successes, formula.trials] }, writing);
      return aggregated(
        from,
        { hits: `op.sum(${from.values[0]})`, trials: `op.sum(${from.values[1]})` },
        ({ hits, trials }, n) => {
          const possible = (p: number) => trials![p]! > 0 && hits![p]! >= 0 && hits![p]! <= trials![p]!;
          return {
            value: quotient(hits!, trials!).map((value, p) => (possible(p) ? value : Number.NaN)),
            n: orZero(trials!),
            numerator: hits!,
            failed: Uint8Array.from(n, (many, p) => (many > 0 && !possible(p) ? 1 : 0)),
          };
        },
      );
    }
    case 'count':
      return aggregated(counted(formula, writing), {}, (_, n) => ({
        value: n.map((many) => many || Number.NaN),
        numerator: n,
      }));
    case 'distinct':
      return write({ kind: 'count', rows: distinctRows(formula) }, writing);
    case 'sum': {
      const from = counted({ rows: formula.rows, values: [formula.value] }, writing);
      return aggregated(from, { total: `op.sum(${from.values[0]})` }, ({ total }) => ({
        value: total!,
        numerator: orZero(total!),
      }));
    }
    case 'ratio': {
      const { rows, numerator, denominator, cap, times } = formula;
      const wanted = { rows, values: [numerator, denominator], conditions: cap ? [cap.when] : [] };
      const from = counted(wanted, writing);
      const sums = { above: `op.sum(${from.values[0]})`, below: `op.sum(${from.values[1]})` };
      const all = cap ? { ...sums, capped: `op.sum(${from.conditions[0]})` } : sums;
      return aggregated(from, all, ({ above, below, capped }) => ({
        value: quotient(above!, below!, times).map((value, p) =>
          cap && capped![p]! > 0 && value > cap.at ? cap.at : value,
        ),
        numerator: orZero(above!),
      }));
    }
    case 'mean': {
      const from = counted({ rows: formula.rows, values: [formula.value] }, writing);
      return aggregated(from, { total: `op.sum(${from.values[0]})` }, ({ total }, n) => ({
        value: quotient(total!, n),
        numerator: total!,
      }));
    }
    case 'nps': {
      const from = counted({ rows: formula.rows, values: [formula.score] }, writing);
      const side = `op.sum(${from.values[0]} >= 9 ? 1 : ${from.values[0]} <= 6 ? -1 : 0)`;
      return aggregated(from, { side }, ({ side }, n) => ({
        value: quotient(side!, n, 100),
        numerator: orZero(side!),
      }));
    }
    case 'balance': {
      const from = counted({ rows: formula.rows, conditions: [formula.plus, formula.minus] }, writing);
      const side = `op.sum((${from.conditions[0]} ? 1 : 0) - (${from.conditions[1]} ? 1 : 0))`;
      return aggregated(from, { side }, ({ side }, n) => ({
        value: quotient(side!, n),
        numerator: orZero(side!),
      }));
    }
    case 'median': {
      const { rows, value, mature, open } = formula;
      const from = counted({ rows, mature, values: [value], conditions: open ? [open] : [] }, writing);
      if (!open)
        return aggregated(from, { middle: `op.median(${from.values[0]})` }, ({ middle }) => ({
          value: middle!,
        }));
      const lists = {
        middle: lambda(`op.median(${from.values[0]})`),
        n: 'd => op.count()',
        days: lambda(`op.array_agg(${from.values[0]})`),
        open: lambda(`op.array_agg(${from.conditions[0]} ? 1 : 0)`),
      };
      return (session) => {
        const size = session.partners;
        const result = from.by(session, ['_partner']).rollup(lists);
        const [middle, n] = byOrdinal(result, ['middle', 'n'], size);
        const partners = result.array('_partner') as ArrayLike<number>;
        const days = result.array('days') as ArrayLike<number[]>;
        const going = result.array('open') as ArrayLike<number[]>;
        for (let i = 0; i < partners.length; i++) {
          if (!(partners[i]! >= 0) || !going[i]!.includes(1)) continue;
          const { median } = kaplanMeier(
            days[i]!,
            going[i]!.map((one) => 1 - one),
          );
          if (median) middle![partners[i]!] = median.value;
        }
        return { value: middle!, n: orZero(n!), numerator: blank(size), failed: none(size) };
      };
    }
    case 'evenness':
      return evenness(formula, writing);
    case 'active': {
      const parts = formula.events.map((rows) => write({ kind: 'count', rows }, writing));
      return (session) => {
        const known = formula.events.map(({ table }) => everSeen(session, table));
        const events = parts.map((part) => part(session));
        const size = session.partners;
        const value = blank(size).map((_, p) =>
          known.some((rows) => rows[p]! > 0) ? Number(events.some(({ n }) => n[p]! > 0)) : Number.NaN,
        );
        return {
          value,
          n: value.map((one) => (one >= 0 ? 1 : 0)),
          numerator: value,
          failed: Uint8Array.from(value, (one) => (one >= 0 ? 0 : 1)),
        };
      };
    }
    case 'daysSince': {
      const parts = formula.events.map(({ rows, at }) => {
        const from = counted({ rows, values: [daysAgo(at)] }, writing);
        return aggregated(from, { least: `op.min(${from.values[0]})` }, ({ least }) => ({ value: least! }));
      });
      return (session) => {
        const all = parts.map((part) => part(session));
        const [first] = all;
        return {
          ...first!,
          value: first!.value.map((_, p) => {
            const known = all.map(({ value }) => value[p]!).filter((days) => !Number.isNaN(days));
            return known.length > 0 ? Math.min(...known) : Number.NaN;
          }),
          n: first!.n.map((_, p) => all.reduce((sum, { n }) => sum + n[p]!, 0)),
        };
      };
    }
    case 'company': {
      const { of } = formula;
      const from = counted({ rows: of.rows, values: of.kind === 'sum' ? [of.value] : [] }, writing);
      const total = of.kind === 'sum' ? `op.sum(${from.values[0]})` : 'op.count()';
      return (session) => {
        const result = from.rows(session).rollup({ n: 'd => op.count()', total: lambda(total) });
        const size = session.partners;
        const n = Number(result.get('n', 0));
        const whole = blank(size, n > 0 ? Number(result.get('total', 0)) : Number.NaN);
        return { value: whole, n: blank(size, n), numerator: orZero(whole), failed: none(size) };
      };
    }
    case 'rate': {
      const events = write(formula.events, writing);
      const exposure = write(formula.exposure, writing);
      return (session) => {
        const [e, x] = [events(session), exposure(session)];
        return {
          value: e.numerator.map((many, p) => {
            const failed = e.failed[p] === 1 || x.failed[p] === 1;
            return !failed && x.numerator[p]! > 0
              ? (formula.per * (many || 0)) / x.numerator[p]!
              : Number.NaN;
          }),
          n: formula.exposure.kind === 'sum' && !formula.trials ? x.n : orZero(x.numerator),
          numerator: e.numerator,
          failed: eitherFailed([e, x]),
        };
      };
    }
    case 'difference': {
      const left = write(formula.left, writing);
      const right = write(formula.right, writing);
      return (session) => {
        const [a, b] = [left(session), right(session)];
        const failed = eitherFailed([a, b]);
        return {
          value: a.value.map((value, p) => (failed[p] ? Number.NaN : value - b.value[p]!)),
          n: a.n.map((n, p) => Math.min(n, b.n[p]!)),
          numerator: a.value,
          failed,
        };
      };
    }
    case 'either': {
      const parts = formula.of.map((each) => write(each, writing));
      return (session) => {
        const seen = formula.of.map(({ rows }) => everSeen(session, rows.table));
        const chosen = seen[0]!.map((_, p) =>
          Math.max(
            0,
            seen.findIndex((rows) => rows[p]! > 0),
          ),
        );
        return picked(
          parts.map((part) => part(session)),
          (p) => chosen[p]!,
        );
      };
    }
    case 'firstMeasured': {
      const parts = formula.of.map((each) => write(each.formula, writing));
      return (session) => {
        const all = parts.map((part) => part(session));
        const taken = picked(all, (p) => {
          const first = all.findIndex(({ value }) => !Number.isNaN(value[p]!));
          return first < 0 ? all.length - 1 : first;
        });
        const numerator = taken.value.map((value, p) => (Number.isNaN(value) ? taken.numerator[p]! : value));
        return { ...taken, numerator };
      };
    }
    case 'composite':
      return composite(formula, writing);
    case 'credit': {
      const { by, take, value } = formula;
      if (take === 'attributed') throw new NotExpressed('credit by an attribution model');
      const rows = { ...formula.rows, once: { column: by, same: `same ${by}` } };
      const from = counted({ rows, by, values: value ? [value] : [] }, writing);
      return aggregated(from, value ? { total: `op.sum(${from.values[0]})` } : {}, ({ total }, n) => ({
        value: total ?? n.map((many) => many || Number.NaN),
        numerator: total ? orZero(total) : n,
      }));
    }
    default:
      throw new NotExpressed(`formulas of the kind “${formula.kind}”`);
  }
}

const eitherFailed = (all: readonly Figured[]): Uint8Array =>
  all[0]!.failed.map((_, p) => (all.some(({ failed }) => failed[p] === 1) ? 1 : 0));

/** For each partner one of several figures. */
function picked(all: readonly Figured[], which: (partner: number) => number): Figured {
  const [first] = all;
  return {
    value: first!.value.map((_, p) => all[which(p)]!.value[p]!),
    n: first!.n.map((_, p) => all[which(p)]!.n[p]!),
    numerator: first!.numerator.map((_, p) => all[which(p)]!.numerator[p]!),
    failed: first!.failed.map((_, p) => all[which(p)]!.failed[p]!),
  };
}

/** How many rows a partner has in a table, at any time. */
function everSeen(session: Session, table: string): Float64Array {
  const rows = session.grouped({ table, where: [], reads: [] }, ['_partner']);
  return byOrdinal(rows.rollup({ n: 'd => op.count()' }), ['n'], session.partners)[0]!;
}

/** Shannon's entropy over its largest: ln N - sum(n ln n) / N, over ln S. */
function evenness({ rows, of }: Extract<Formula, { kind: 'evenness' }>, writing: Writing): Pipeline {
  const from = counted({ rows, values: [{ op: 'column', column: of }] }, writing);
  return (session) => {
    const size = session.partners;
    const kinds = from.by(session, ['_partner', of]).rollup({ many: 'd => op.count()' });
    const spread = kinds.groupby('_partner').rollup({
      n: 'd => op.sum(d.many)',
      kinds: 'd => op.count()',
      sum: 'd => op.sum(d.many * op.log(d.many))',
    });
    const [n, different, sum] = byOrdinal(spread, ['n', 'kinds', 'sum'], size);
    const entropy = n!.map((many, p) => Math.log(many) - sum![p]! / many);
    return {
      value: entropy.map((e, p) => (different![p]! > 1 ? e / Math.log(different![p]!) : Number.NaN)),
      n: orZero(n!),
      numerator: entropy,
      failed: Uint8Array.from(different!, (many) => (many === 1 ? 1 : 0)),
    };
  };
}

/** A number made of figures of one partner; NaN is none. */
function combined(value: Combination, parts: Readonly<Record<string, Figured>>, p: number): number {
  switch (value.op) {
    case 'number':
      return value.value;
    case 'part':
      return parts[value.part]!.value[p]!;
    case 'orElse': {
      const part = parts[value.part]!;
      const own = part.value[p]!;
      if (!Number.isNaN(own)) return own;
      if (part.failed[p] === 1 && !value.always) return Number.NaN;
      return value.given && Number.isNaN(parts[value.given]!.value[p]!) ? Number.NaN : value.value;
    }
  }
  const [a, b] = [combined(value.left, parts, p), combined(value.right, parts, p)];
  switch (value.op) {
    case 'add':
      return a + b;
    case 'subtract':
      return a - b;
    case 'multiply':
      return a * b;
    case 'divide':
      return b === 0 ? Number.NaN : a / b;
    case 'least':
      return Math.min(a, b);
    case 'greatest':
      return Math.max(a, b);
  }
}

/** Other KPIs and formulas, put together partner by partner. */
function composite(formula: Composite, writing: Writing): Pipeline {
  const pipelines = Object.entries(formula.parts).map(
    ([id, part]) => [id, 'kpi' in part ? writeKpi(part.kpi, writing) : write(part.formula, writing)] as const,
  );
  const { requires, over } = formula;
  return (session) => {
    const parts = Object.fromEntries(pipelines.map(([id, run]) => [id, run(session)]));
    const all = Object.values(parts);
    const size = session.partners;
    const above = over?.numerator;
    const tooFew = (p: number) => requires !== undefined && parts[requires.part]!.n[p]! < requires.n;
    const value = blank(size).map((_, p) => (tooFew(p) ? Number.NaN : combined(formula.value, parts, p)));
    const isMeasured = (part: Figured, p: number) => !Number.isNaN(part.value[p]!);
    return {
      value,
      n: formula.n
        ? parts[formula.n]!.n
        : blank(size).map((_, p) => {
            const sizes = all.filter((part) => isMeasured(part, p)).map(({ n }) => n[p]!);
            return sizes.length > 0 ? Math.min(...sizes) : 0;
          }),
      numerator: blank(size).map((_, p) =>
        above === undefined
          ? Number.NaN
          : combined(typeof above === 'string' ? { op: 'part', part: above } : above, parts, p),
      ),
      failed: Uint8Array.from(value, (own, p) => {
        if (tooFew(p)) return 1;
        if (!Number.isNaN(own)) return 0;
        const unsaid = formula.undefined !== undefined && all.every((part) => isMeasured(part, p));
        return unsaid || all.some(({ failed }) => failed[p] === 1) ? 1 : 0;
      }),
    };
  };
}

function writeKpi(id: string, writing: Writing): Pipeline {
  const known = writing.written.get(id);
  if (known) return known;
  const definition = kpiDefinition(id);
  const run = write(definition.formula, { ...writing, definition });
  // Once a run, however many are made of it.
  const results = new WeakMap<Session, Figured>();
  const pipeline: Pipeline = (session) => {
    const result = results.get(session) ?? run(session);
    results.set(session, result);
    return result;
  };
  writing.written.set(id, pipeline);
  return pipeline;
}

/** KPIs as Arquero's verbs, and why the others are not among them. */
export interface Written {
  pipelines: ReadonlyMap<string, Pipeline>;
  without: ReadonlyMap<string, string>;
}

/** Writes the definitions' expression trees as Arquero pipelines: filters, groups, roll-ups and look-ups. */
export function writeAll(definitions: readonly KpiDefinition[], facts: Facts, joins: Joins): Written {
  const written = new Map<string, Pipeline>();
  const pipelines = new Map<string, Pipeline>();
  const without = new Map<string, string>();
  for (const definition of definitions)
    try {
      pipelines.set(definition.id, writeKpi(definition.id, { facts, joins, definition, written }));
    } catch (error) {
      if (!(error instanceof NotExpressed)) throw error;
      without.set(definition.id, error.message);
    }
  return { pipelines, without };
}
