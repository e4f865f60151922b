/** Why a share changed: other kinds of rows, or other outcomes of the same kinds, beside how many rows there were. */
import type { Facts } from '../../facts/factset';
import { addMonths, startOf } from '../../facts/time';
import { bootstrap } from '../../stats/bootstrap';
import { type Counts, kitagawa } from '../../stats/kitagawa';
import { compareProportions, type ProportionComparison } from '../../stats/two-proportion';
import { compareRates } from '../../stats/two-rates';
import { all, coalesce, column, itsPartner, when } from '../build';
import type { KpiDefinition } from '../define';
import type { Proportion, Value } from '../expression';
import { tableOf } from '../kinds';
import type { DayWindow } from '../types';
import { tooFew } from './compare';
import { type Frame, type FrameOptions, type FrameSpec, pick, readFrame } from './frame';
import type { RowSet } from './types';

const RECENT = 3;
const BEFORE = 6;
/** Fewest rows in each span. */
const LEAST = 20;
const DRAWS = 400;

/** Stands for the partner among the columns that rows are parted by. */
export const BY_PARTNER = 'partner';

export interface MixGroup {
  name: string;
  before: Counts & RowSet;
  after: Counts & RowSet;
  /** Its parts of the change. */
  mix: number;
  rate: number;
}
interface Bounds {
  low: number | null;
  high: number | null;
}

export interface MixView {
  before: DayWindow;
  after: DayWindow;
  /** Share of the later span less that of the earlier; null where nothing can be said. */
  change: ProportionComparison | null;
  mix: ({ value: number } & Bounds) | null;
  rate: ({ value: number } & Bounds) | null;
  /** Rows a month, and p of "as many as before" (null where too few are expected). */
  volume: { before: number; after: number; p: number | null };
  /** Largest part in the change first. */
  groups: MixGroup[];
  reason: string | null;
}

export interface MixOptions extends FrameOptions {
  /** Ordinal; null = all partners together. */
  partner: number | null;
  /** A share of dated rows, see `canBeParted`. */
  definition: KpiDefinition;
  /** Category column of the rows, or BY_PARTNER. */
  by: string;
}

/** Whether a KPI is a share of rows that have a day, which is what can be parted. */
export function canBeParted({ formula, window }: KpiDefinition): boolean {
  return (
    formula.kind === 'proportion' &&
    formula.rows.date !== null &&
    !formula.rows.window &&
    !formula.rows.previous &&
    !('asOf' in window)
  );
}

/** Columns that the rows of such a KPI can be parted by. */
export function partedBy({ formula }: KpiDefinition): string[] {
  const { columns } = tableOf((formula as Proportion).rows.table);
  return Object.keys(columns).filter((id) => columns[id]!.kind === 'category' && id !== 'currency');
}

/** What is read of a KPI's rows: whether each is a success, and which group it is in. */
export function successFrame({ formula }: KpiDefinition, group: Value): FrameSpec<'success' | 'group'> {
  const { rows, success, mature } = formula as Proportion;
  return {
    rows: mature ? { ...rows, where: rows.where ? all(rows.where, mature) : mature } : rows,
    values: { success: when(success, 1, 0), group: coalesce(group, 0) },
  };
}

/** The same, parted by a category column of the rows or by partner. */
export const mixFrame = (definition: KpiDefinition, by: string): FrameSpec<'success' | 'group'> =>
  successFrame(definition, by === BY_PARTNER ? itsPartner : column(by));

/** @throws RangeError when the KPI is no share of dated rows, or has no such column */
export function mixView(facts: Facts, options: MixOptions): MixView {
  const { asOfDay, partner, definition, by } = options;
  if (!canBeParted(definition))
    throw new RangeError(`"${definition.name}" is no share of dated rows: it has no mix and rate.`);
  if (by !== BY_PARTNER && !partedBy(definition).includes(by))
    throw new RangeError(`The rows of "${definition.name}" cannot be parted by "${by}".`);
  // Rows too young for an outcome are no drop to nothing.
  const to = startOf('month', asOfDay - (definition.maturityDays ?? 0));
  const middle = addMonths(to, -RECENT);
  const windows = { before: { from: addMonths(middle, -BEFORE), to: middle }, after: { from: middle, to } };
  const spec = mixFrame(definition, by);
  const keep = partner === null ? (of: number) => of >= 0 : (of: number) => of === partner;
  const read = (window: DayWindow) => readFrame(facts, spec, window, options, keep);
  const [was, is] = [read(windows.before), read(windows.after)];
  const [n0, n1] = [was.rows.length, is.rows.length];
  const days = ({ from, to: end }: DayWindow) => end - from;
  const view: MixView = {
    ...windows,
    change: null,
    mix: null,
    rate: null,
    volume: {
      before: n0 / BEFORE,
      after: n1 / RECENT,
      p: compareRates(n1, days(windows.after), n0, days(windows.before)),
    },
    groups: [],
    reason: tooFew(n0, n1, LEAST, definition.minimum.of),
  };
  if (view.reason) return view;

  const codes = [...new Set([...was.values.group, ...is.values.group])];
  const place = new Map(codes.map((code, i) => [code, i]));
  const [before, after] = [counted(was, place), counted(is, place)];
  const found = kitagawa(before, after)!;
  const at = (part: 'mix' | 'rate') => ({
    value: found[part],
    ...(bootstrap([n0, n1], (i, j) => kitagawa(counted(was, place, i), counted(is, place, j))![part], {
      draws: DRAWS,
    }) ?? { low: null, high: null }),
  });
  const total = (counts: readonly Counts[]) => counts.reduce((sum, { k }) => sum + k, 0);
  const nameOf = (code: number): string => {
    if (by === BY_PARTNER) return facts.partners[code]?.id ?? '';
    return facts.value(tableOf(spec.rows.table).columns[by]!.domain!, code) ?? '';
  };
  return {
    ...view,
    change: compareProportions(total(after), n1, total(before), n0),
    mix: at('mix'),
    rate: at('rate'),
    groups: codes
      .map((code, i) => ({
        name: nameOf(code),
        before: { ...before[i]!, ...rowsOf(was, code) },
        after: { ...after[i]!, ...rowsOf(is, code) },
        ...found.groups[i]!,
      }))
      .sort((a, b) => Math.abs(b.mix + b.rate) - Math.abs(a.mix + a.rate)),
  };
}

type MixRows = Frame<'success' | 'group'>;

const rowsOf = (frame: MixRows, code: number): RowSet =>
  pick(
    frame,
    Array.from(frame.rows.keys()).filter((i) => frame.values.group[i] === code),
  );

/** Counts by group of all rows, or of rows drawn from them. */
export function counted(
  { rows, values }: MixRows,
  place: ReadonlyMap<number, number>,
  drawn?: Int32Array,
): Counts[] {
  const counts = Array.from(place, () => ({ n: 0, k: 0 }));
  for (let i = 0; i < rows.length; i++) {
    const at = drawn ? drawn[i]! : i;
    const group = counts[place.get(values.group[at]!)!]!;
    group.n++;
    group.k += values.success[at]!;
  }
  return counts;
}
