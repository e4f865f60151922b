import type { Facts } from '@/lib/facts/factset';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { all, any, is, isSet, not } from '@/lib/kpi/build';
import type { KpiDefinition } from '@/lib/kpi/define';
import { exclusionsOf, hidesFuture, inFuture } from '@/lib/kpi/eligibility';
import { previousWindow, resolveWindow } from '@/lib/kpi/engine/windows';
import type { Condition, Rows, Value } from '@/lib/kpi/expression';
import { tableOf } from '@/lib/kpi/kinds';
import { AS_OF } from '../facts';
import { Expressions } from './expressions';
import {
  isValid,
  type Joins,
  lambda,
  type Selection,
  type Session,
  type Table,
  type Touched,
} from './tables';

/** What the rows of a formula are written with. */
export interface Writing {
  facts: Facts;
  joins: Joins;
  definition: KpiDefinition;
}

/** What a formula wants to know of each row that counts. */
export interface Wanted {
  rows: Rows;
  mature?: Condition;
  /** Rows where one is missing do not count. */
  values?: readonly Value[];
  conditions?: readonly Condition[];
  /** Each row for every partner that touched what this key names. */
  by?: string;
}

/** The rows that count, and the wanted expressions over them. */
export interface Counted {
  rows(session: Session): Table;
  by(session: Session, keys: readonly string[]): Table;
  /** How many rows of a group count. */
  n: string;
  values: string[];
  conditions: string[];
}

export function counted(wanted: Wanted, { facts, joins, definition }: Writing): Counted {
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
  if (rows.date !== table.date && hidesFuture(table)) told.push(`!${writing.condition(inFuture(table))}`);
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
