/** The mix and rate parts of a change that was found already, by the kind of rows that tells most of it. */
import type { Facts } from '../../facts/factset';
import type { ChangeParts } from '../../signals/types';
import { kitagawa } from '../../stats/kitagawa';
import { anyOf, column } from '../build';
import type { KpiDefinition } from '../define';
import type { Proportion, Value } from '../expression';
import { tableOf } from '../kinds';
import { referencesOf } from '../references';
import type { DayWindow } from '../types';
import { type FrameOptions, readFrame } from './frame';
import { counted, partedBy, successFrame } from './mix';

/** Rows and successes that a change was seen between. */
export interface ChangeSeen {
  window: DayWindow;
  n: number;
  k: number;
}

interface Kind {
  by: string;
  value: Value;
}

/** What the rows can be parted by: their own categories that no success is read from, and their customers' segment. */
function kindsOf(facts: Facts, definition: KpiDefinition): Kind[] {
  const formula = definition.formula as Proportion;
  const table = tableOf(formula.rows.table);
  // A meeting's outcome is no kind of meeting: what a success is read from tells it in full.
  const read = referencesOf({ kind: 'count', rows: { table: table.id, date: null, where: formula.success } });
  const has = (of: string, id: string) => facts.table(of).filled().includes(id);
  const kinds = partedBy(definition)
    .filter((id) => has(table.id, id) && !read.columns.get(table.id)?.has(id))
    .map((id) => ({ by: table.columns[id]!.label.toLowerCase(), value: column(id) }));
  const led = table.id !== 'customers' && has(table.id, 'customer') && facts.table('customers').rows > 0;
  if (led && has('customers', 'customer') && has('customers', 'segment'))
    kinds.push({
      by: "customers' segment",
      value: anyOf({ table: 'customers', key: 'customer' }, 'segment'),
    });
  return kinds;
}

/**
 * Parts of a partner's change after Kitagawa (see stats/kitagawa.ts), by the kind of rows whose mix moved it most.
 *
 * @param definition a share that `canBeParted`
 * @param partner ordinal
 * @param before what was counted in the earlier span; `after` in the later
 * @returns null where the rows are all of one kind, and where they are not those that were counted
 */
export function changeParts(
  facts: Facts,
  definition: KpiDefinition,
  partner: number,
  before: ChangeSeen,
  after: ChangeSeen,
  options: FrameOptions,
): ChangeParts | null {
  // A row is old enough on the day that completes its age.
  const ripe = options.asOfDay - (definition.maturityDays ?? 0) + 1;
  let found: ChangeParts | null = null;
  for (const { by, value } of kindsOf(facts, definition)) {
    const read = ({ window }: ChangeSeen) =>
      readFrame(
        facts,
        successFrame(definition, value),
        { from: window.from, to: Math.min(window.to, ripe) },
        { ...options, only: partner },
        (of) => of === partner,
      );
    const [was, is] = [read(before), read(after)];
    const place = new Map(
      [...new Set([...was.values.group, ...is.values.group])].map((code, i) => [code, i]),
    );
    if (place.size < 2) continue;
    const [counts, later] = [counted(was, place), counted(is, place)];
    const same = (of: typeof counts, seen: ChangeSeen) =>
      of.reduce((sum, { n }) => sum + n, 0) === seen.n && of.reduce((sum, { k }) => sum + k, 0) === seen.k;
    const parts = same(counts, before) && same(later, after) ? kitagawa(counts, later) : null;
    if (parts && Math.abs(parts.mix) >= Math.abs(found?.mix ?? 0))
      found = { by, mix: parts.mix, rate: parts.rate };
  }
  return found;
}
