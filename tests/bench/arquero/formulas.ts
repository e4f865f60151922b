import { addFunction } from 'arquero';
import { BUSINESS_DAYS, businessMinutes } from '@/lib/facts/business';
import type { Facts } from '@/lib/facts/factset';
import { clockOf } from '@/lib/facts/time';
import type { KpiDefinition } from '@/lib/kpi/define';
import { daysAgo } from '@/lib/kpi/engine/relations';
import { distinctRows } from '@/lib/kpi/engine/totals';
import type { Formula } from '@/lib/kpi/expression';
import { kpiDefinition } from '@/lib/kpi/registry';
import { kaplanMeier } from '@/lib/stats/kaplan-meier';
import { WORKSPACE } from '../facts';
import { composite } from './composite';
import { NotExpressed } from './expressions';
import {
  aggregated,
  blank,
  byOrdinal,
  eitherFailed,
  everSeen,
  type Figured,
  none,
  orZero,
  type Pipeline,
  picked,
  quotient,
} from './figures';
import { counted, type Writing as RowWriting } from './rows';
import { type Joins, lambda, type Session } from './tables';

addFunction('business_minutes', businessMinutes(clockOf(WORKSPACE.timeZone), BUSINESS_DAYS), {
  override: true,
});

interface Writing extends RowWriting {
  /** KPIs that others are made of, written once. */
  written: Map<string, Pipeline>;
}

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
      return composite(
        formula,
        new Map(
          Object.entries(formula.parts).map(([id, part]) => [
            id,
            'kpi' in part ? writeKpi(part.kpi, writing) : write(part.formula, writing),
          ]),
        ),
      );
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
