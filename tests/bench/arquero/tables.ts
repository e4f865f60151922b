import { table } from 'arquero';
import type { Facts } from '@/lib/facts/factset';
import { isMissing } from '@/lib/facts/missing';
import { factTables } from '@/lib/facts/registry';
import type { ColumnDef } from '@/lib/facts/types';
import type { Lookup } from '@/lib/kpi/expression';

export type Table = ReturnType<typeof table>;

const MINUTES = 1_440;

/** Column with the local day of an instant. */
export const dayColumn = (column: string): string => `${column}_day`;

function numbers(column: ColumnDef, values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (value) => (isMissing(column, value) ? Number.NaN : value));
}

/**
 * Every fact table as Arquero's, rows by partner: columns of numbers in which NaN is missing, which its aggregates
 * leave out. What every KPI needs of a row is worked out beforehand: `_partner` (its ordinal), `_row`, and the day of
 * each instant, which is in UTC here.
 */
export function arqueroTables(facts: Facts): ReadonlyMap<string, Table> {
  return new Map(
    Object.values(factTables).map(({ id, columns }) => {
      const rows = facts.table(id);
      const made: Record<string, Float64Array> = {
        _partner: Float64Array.from(rows.partner.subarray(0, rows.rows), (p) => (p < 0 ? Number.NaN : p)),
        _row: Float64Array.from({ length: rows.rows }, (_, row) => row),
      };
      for (const [column, def] of Object.entries(columns)) {
        const values = numbers(def, rows.column(column).subarray(0, rows.rows));
        made[column] = values;
        if (def.kind === 'minute') made[dayColumn(column)] = values.map((at) => Math.floor(at / MINUTES));
      }
      return [id, table(made)];
    }),
  );
}

/** Rows of the same or another table with the same keys, and what is asked of them. */
export interface Relation {
  table: string;
  where: readonly string[];
  keys: readonly string[];
  take: Lookup['take'] | 'exists' | 'first';
  value: string;
  apart?: string;
  /** Of the row that looks, for `before` and `after`. */
  than?: string;
}

/** A column that a look-up adds to the rows of a table: `d.j7`. */
export interface Join {
  name: string;
  table: string;
  keys: readonly string[];
  relation: Relation;
}

/** Look-ups by name; the same one has one name, whichever KPIs ask for it. */
export class Joins {
  private readonly names = new Map<string, string>();
  private readonly all = new Map<string, Join>();
  private readonly uses = new Map<string, number>();

  /** @returns the name of the column */
  add(join: Omit<Join, 'name'>): string {
    const text = JSON.stringify(join);
    let name = this.names.get(text);
    if (!name) {
      name = `j${this.names.size + 1}`;
      this.names.set(text, name);
      this.all.set(name, { ...join, name });
    }
    return name;
  }

  /** Look-ups that expressions read. */
  of(expressions: readonly string[]): Join[] {
    const names = new Set(expressions.flatMap((text) => text.match(/\bj\d+\b/g) ?? []));
    return [...names].map((name) => this.all.get(name)!);
  }

  /** Says that a KPI's rows read these expressions. */
  use(expressions: readonly string[]): void {
    for (const { name, relation } of this.of(expressions)) {
      const before = this.uses.get(name) ?? 0;
      this.uses.set(name, before + 1);
      if (before === 0) this.use([...relation.where, relation.value]);
    }
  }

  /** Worth making for the whole table at once. */
  isShared({ name }: Join): boolean {
    return (this.uses.get(name) ?? 0) > 1;
  }
}

/** More than any table has rows or keys: an earliest day and the row that has it are one number. */
const ROWS = 2 ** 21;

export const lambda = (expression: string): string => `d => ${expression}`;
export const isValid = (expression: string): string => `(${expression} === ${expression})`;
const conjunction = (conditions: readonly string[]): string => lambda(conditions.join(' && '));

/** Conversions, once for each partner that touched them in the lookback before. */
export interface Touched {
  /** Key by which touches name them. */
  by: string;
  /** Their day of conversion. */
  day: string;
  /** Which touches are of partners. */
  touches: readonly string[];
  lookbackDays: number;
}

/** Rows of a table that meet conditions; `reads` are the expressions to be read of them. */
export interface Selection {
  table: string;
  /** In place of the table's own rows. */
  touched?: Touched;
  where: readonly string[];
  reads: readonly string[];
}

/**
 * One run over the tables. What several KPIs need is made once: look-ups, the rows that meet the same conditions, and
 * these by partner or key.
 */
export class Session {
  private readonly bases: Map<string, Table>;
  private readonly made = new Map<string, Table>();
  private readonly attached = new Set<string>();

  constructor(
    tables: ReadonlyMap<string, Table>,
    private readonly joins: Joins,
    readonly partners: number,
  ) {
    this.bases = new Map(tables);
  }

  private once(name: string, make: () => Table): Table {
    const known = this.made.get(name) ?? make();
    this.made.set(name, known);
    return known;
  }

  rows(selection: Selection): Table {
    return this.selected(selection).rows;
  }

  private baseOf({ table, touched }: Selection): string {
    if (!touched) return table;
    const id = `${table} ${JSON.stringify(touched)}`;
    if (!this.bases.has(id)) this.bases.set(id, this.conversions(table, touched));
    return id;
  }

  private conversions(table: string, { by, day, touches, lookbackDays }: Touched): Table {
    const partners = this.rows({ table: 'touches', where: touches, reads: [] });
    return this.bases
      .get(table)!
      .filter(isValid(`d.${by}`))
      .join(partners.select(by, { _partner: 'toucher', at_day: 'touched' }), by)
      .filter(`d => d.touched <= ${day} && d.touched >= ${day} - ${lookbackDays}`)
      .derive({ _partner: 'd => d.toucher' })
      .groupby('_row', '_partner')
      .filter('d => op.row_number() === 1')
      .ungroup();
  }

  private selected(selection: Selection): { name: string; rows: Table } {
    const { where, reads } = selection;
    const id = this.baseOf(selection);
    const wanted = this.joins.of([...where, ...reads]);
    const shared = wanted.filter((join) => this.joins.isShared(join));
    for (const join of shared) {
      if (this.attached.has(`${id} ${join.name}`)) continue;
      this.attached.add(`${id} ${join.name}`);
      this.bases.set(id, this.lookUp(this.bases.get(id)!, join));
    }
    const own = wanted.filter((join) => !this.joins.isShared(join));
    const late = where.filter((condition) => this.joins.of([condition]).some((join) => own.includes(join)));
    const early = where.filter((condition) => !late.includes(condition));
    // A table that was put together before a look-up has no column of it.
    const name = [id, ...shared.map((join) => join.name).sort(), ...early].join('|');
    const rows = this.once(name, () => {
      const base = this.bases.get(id)!;
      return early.length > 0 ? base.filter(conjunction(early)) : base;
    });
    if (own.length === 0) return { name, rows };
    const full = [name, ...own.map((join) => join.name), ...late].join('|');
    return {
      name: full,
      rows: this.once(full, () => {
        const wide = own.reduce((all, join) => this.lookUp(all, join), rows);
        return late.length > 0 ? wide.filter(conjunction(late)) : wide;
      }),
    };
  }

  /** The same rows, grouped. */
  grouped(selection: Selection, keys: readonly string[]): Table {
    const { name, rows } = this.selected(selection);
    return this.once(`${name}|by ${keys.join(', ')}`, () => rows.groupby([...keys]));
  }

  private lookUp(rows: Table, { name, keys, relation }: Join): Table {
    if (relation.take === 'before' || relation.take === 'after') {
      const nearest = this.nearest(rows, keys, relation);
      return rows.lookup(nearest, ['_row', '_row'], { [name]: 'd => d.found' });
    }
    const { others, value } = this.related(relation);
    return rows.lookup(others, [[...keys], [...relation.keys]], { [name]: lambda(value) });
  }

  /** By row the latest value before, or the earliest after, one of that row. */
  private nearest(rows: Table, keys: readonly string[], relation: Relation): Table {
    const { table: id, where, take, value, than } = relation;
    const before = take === 'before';
    return rows
      .derive({ than: lambda(than!) })
      .join(
        this.rows({ table: id, where, reads: [value] }).derive({ found: lambda(value) }),
        [[...keys], [...relation.keys]],
        [['_row', 'than'], ['found']],
      )
      .filter(before ? 'd => d.found < d.than' : 'd => d.found > d.than')
      .groupby('_row')
      .rollup({ found: before ? 'd => op.max(d.found)' : 'd => op.min(d.found)' });
  }

  /** The rows that a look-up reads, one for each key or of which the last holds, and what it reads of them. */
  private related(relation: Relation): { others: Table; value: string } {
    const { take, value, where } = relation;
    const selection = { table: relation.table, where, reads: [value] };
    if (take === 'exists') return { others: this.rows(selection), value: '1' };
    if (take === 'any')
      return { others: this.rows({ ...selection, where: [...where, isValid(value)] }), value };
    const others = this.once(JSON.stringify(relation), () => this.rolledUp(relation));
    return { others, value: take === 'first' ? `d.found % ${ROWS}` : 'd.found' };
  }

  private rolledUp({ table: id, where, keys, take, value, apart }: Relation): Table {
    const selection = { table: id, where, reads: [value] };
    const by = (aggregate: string) =>
      this.grouped(selection, keys).rollup({ found: lambda(`op.${aggregate}`) });
    switch (take) {
      case 'count':
        return by('count()');
      case 'sum':
        return by(`sum(${value})`);
      case 'greatest':
        return by(`max(${value})`);
      case 'first':
        return by(`min(${value} * ${ROWS} + d._row)`);
      case 'second': {
        // Rows beside those that the one with the least value belongs to.
        const known = { ...selection, where: [...where, isValid(value), isValid(`d.${apart}`)] };
        const least = this.grouped(known, keys).rollup({
          found: lambda(`op.min(${value} * ${ROWS} + d.${apart})`),
        });
        return this.rows(known)
          .lookup(least, [[...keys], [...keys]], { least: `d => d.found % ${ROWS}` })
          .filter(lambda(`d.${apart} !== d.least`))
          .groupby([...keys])
          .rollup({ found: lambda(`op.min(${value})`) });
      }
      default:
        return by(`min(${value})`);
    }
  }
}
