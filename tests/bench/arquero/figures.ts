import type { Counted } from './rows';
import { lambda, type Session, type Table } from './tables';

/** Figures by partner ordinal; NaN is none. `failed` is 1 where a figure cannot be made out. */
export interface Figured {
  value: Float64Array;
  n: Float64Array;
  numerator: Float64Array;
  failed: Uint8Array;
}
/** A formula as Arquero's verbs, to be run any number of times. */
export type Pipeline = (session: Session) => Figured;

export const blank = (size: number, fill = Number.NaN): Float64Array => new Float64Array(size).fill(fill);
export const none = (size: number): Uint8Array => new Uint8Array(size);

/** Columns of a table with a row a partner, by ordinal. */
export function byOrdinal(result: Table, names: readonly string[], size: number): Float64Array[] {
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
export function aggregated(
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

export const quotient = (a: Float64Array, b: Float64Array, factor = 1): Float64Array =>
  a.map((above, p) => (b[p] === 0 ? Number.NaN : (factor * above) / b[p]!));
export const orZero = (values: Float64Array): Float64Array => values.map((value) => value || 0);

export const eitherFailed = (all: readonly Figured[]): Uint8Array =>
  all[0]!.failed.map((_, p) => (all.some(({ failed }) => failed[p] === 1) ? 1 : 0));

/** For each partner one of several figures. */
export function picked(all: readonly Figured[], which: (partner: number) => number): Figured {
  const [first] = all;
  return {
    value: first!.value.map((_, p) => all[which(p)]!.value[p]!),
    n: first!.n.map((_, p) => all[which(p)]!.n[p]!),
    numerator: first!.numerator.map((_, p) => all[which(p)]!.numerator[p]!),
    failed: first!.failed.map((_, p) => all[which(p)]!.failed[p]!),
  };
}

/** How many rows a partner has in a table, at any time. */
export function everSeen(session: Session, table: string): Float64Array {
  const rows = session.grouped({ table, where: [], reads: [] }, ['_partner']);
  return byOrdinal(rows.rollup({ n: 'd => op.count()' }), ['n'], session.partners)[0]!;
}
