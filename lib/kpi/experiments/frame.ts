/** Rows of one table with some numbers of each: what comparisons of groups are made from. */
import type { Facts } from '../../facts/factset';
import { NOBODY } from '../../facts/table';
import type { Workspace } from '../../facts/workspace';
import { COUNTED, EXCLUDED } from '../engine/batch';
import { createContext } from '../engine/context';
import { compileCurrency } from '../engine/currency';
import { compileScan } from '../engine/scan';
import { compileValue } from '../engine/values';
import { lending } from '../engine/vector';
import type { Formula, Rows, Value } from '../expression';
import { tableOf } from '../kinds';
import type { DayWindow } from '../types';
import type { LeftOut, RowSet } from './types';

export interface FrameSpec<N extends string> {
  rows: Rows;
  /** Numbers of each row by name; a row may lack some. */
  values: Readonly<Record<N, Value>>;
}

export interface Frame<N extends string> {
  table: string;
  /** Rows of the table that count, those of nobody among them. */
  rows: Int32Array;
  /** Partner ordinal of each, NOBODY without one. */
  partner: Int32Array;
  /** Money in minor units of the workspace currency; missing where there is no rate to it. */
  values: Readonly<Record<N, Float64Array>>;
  leftOut: readonly LeftOut[];
}

export interface FrameOptions {
  asOfDay: number;
  workspace: Workspace;
  /** Ordinal of the one partner whose rows are read at all; everybody's and nobody's where none is named. */
  only?: number;
}

/** The same for one partner; for everybody and nobody where none is named. */
export const onlyOf = (partner: number | null, { asOfDay, workspace }: FrameOptions): FrameOptions => ({
  asOfDay,
  workspace,
  ...(partner === null ? {} : { only: partner }),
});

/** Rows of all partners and of none. */
export const everybody = (): boolean => true;

/** What has to be loaded for a frame, said as formulas. */
export function frameFormulas({ rows, values }: FrameSpec<string>): Formula[] {
  return [
    { kind: 'count', rows },
    ...Object.values(values).map((value): Formula => ({ kind: 'mean', rows, value, missing: '' })),
  ];
}

/**
 * Reads rows and their numbers.
 * @param keep whether the rows of a partner (or NOBODY) are wanted, left out ones too
 * @param window that the rows are placed in, and that `windowStart` and `windowEnd` name
 * @throws ExpressionError when the expressions mean nothing
 */
export function readFrame<N extends string>(
  facts: Facts,
  spec: FrameSpec<N>,
  window: DayWindow,
  { asOfDay, workspace, only }: FrameOptions,
  keep: (partner: number) => boolean,
): Frame<N> {
  const context = createContext(facts, workspace, asOfDay, null);
  const table = facts.table(tableOf(spec.rows.table).id);
  return lending(() => {
    const scan = compileScan({ rows: spec.rows }, [window], context, table.live);
    const counted: number[] = [];
    const left = new Map<string, number[]>();
    scan.read(only === undefined ? table.spans(NOBODY) : [table.span(only)], ({ count, rows, marks }) => {
      for (let i = 0; i < count; i++) {
        if (!keep(table.partner[rows[i]!]!)) continue;
        if (marks[i] === COUNTED) counted.push(rows[i]!);
        else {
          const reason = scan.reasons[marks[i]! - EXCLUDED]!;
          const list = left.get(reason) ?? [];
          left.set(reason, list);
          list.push(rows[i]!);
        }
      }
    });
    const rows = Int32Array.from(counted);
    const own = context.cache.ownCurrency;
    const values = {} as Record<N, Float64Array>;
    for (const name of Object.keys(spec.values) as N[]) {
      const value = compileValue(spec.values[name], scan.scope);
      const currency = compileCurrency(spec.values[name], scan.scope);
      const out = new Float64Array(rows.length);
      const { block } = scan.scope;
      for (let from = 0; from < rows.length; from += block) {
        const part = rows.subarray(from, from + block);
        value.run(part, part.length);
        currency.run(part, part.length);
        for (let i = 0; i < part.length; i++) {
          const code = currency.out[i]!;
          out[from + i] = Number.isNaN(code) || code === own ? value.out[i]! : Number.NaN;
        }
      }
      values[name] = out;
    }
    return {
      table: table.id,
      rows,
      partner: Int32Array.from(rows, (row) => table.partner[row]!),
      values,
      leftOut: [...left].map(([reason, list]) => ({ reason, ...setOf(table.id, list) })),
    };
  });
}

export const setOf = (table: string, rows: ArrayLike<number>): RowSet => ({
  table,
  rows: Int32Array.from(rows),
});

/** Rows of a frame by their places in it. */
export function pick(frame: Pick<Frame<string>, 'table' | 'rows'>, places: ArrayLike<number>): RowSet {
  return setOf(
    frame.table,
    Array.from(places, (place) => frame.rows[place]!),
  );
}
