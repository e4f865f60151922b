import { PATH_COLUMNS } from './attribution/columns';
import { matchOf } from './build';
import { exclusionsOf, moneyDate } from './eligibility';
import type { Combination, Condition, Credit, Formula, Related, Rows, Value } from './expression';
import { tableOf } from './kinds';

/** What a formula reads. */
export interface References {
  /** Columns by table. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  /** Tables without whose rows the figure says nothing: refunds, for a refund rate. */
  readonly required: ReadonlySet<string>;
  /** Columns without which the rows of their table say nothing. */
  readonly needed: readonly { table: string; column: string }[];
  /** KPIs that it is made of. */
  readonly kpis: ReadonlySet<string>;
  /** Reads a day of the measurement's window, so that each window is its own calculation. */
  readonly windowed: boolean;
}

/** The number stands without this part, whatever it lacks. */
function isSpare(value: Combination, part: string): boolean {
  if (value.op === 'orElse') return value.part === part && value.always === true;
  if (value.op === 'part' || value.op === 'number') return false;
  return isSpare(value.left, part) || isSpare(value.right, part);
}

class Reader implements References {
  columns = new Map<string, Set<string>>();
  required = new Set<string>();
  needed: { table: string; column: string }[] = [];
  kpis = new Set<string>();
  windowed = false;

  private read(table: string, column: string): void {
    let columns = this.columns.get(table);
    if (!columns) {
      columns = new Set();
      this.columns.set(table, columns);
    }
    columns.add(column);
  }

  private table(id: string): void {
    const table = tableOf(id);
    this.read(id, table.date);
    if (table.columns.test) this.read(id, 'test');
  }

  /** Money is read with its currency, the rates of exchange and the day that they are asked for. */
  private money(table: string): void {
    this.read(table, 'currency');
    this.read(table, moneyDate(tableOf(table)));
    for (const column of Object.keys(tableOf('rates').columns)) this.read('rates', column);
  }

  private related(related: Related, table: string): void {
    this.table(related.table);
    if (!related.optional) this.required.add(related.table);
    this.read(table, related.key);
    this.read(related.table, related.key === 'partner' ? 'partner' : (related.other ?? related.key));
    if (related.samePartner) {
      this.read(table, 'partner');
      this.read(related.table, 'partner');
    }
    if (related.where) this.condition(related.where, related.table);
  }

  value(value: Value, table: string): void {
    switch (value.op) {
      case 'column':
        this.read(table, value.column);
        if (tableOf(table).columns[value.column]?.kind !== 'money' || !tableOf(table).columns.currency)
          return;
        if (value.plain) this.read(table, 'currency');
        else this.money(table);
        return;
      case 'day':
        if (value.day === 'windowStart' || value.day === 'windowEnd') this.windowed = true;
        return;
      case 'number':
      case 'now':
        return;
      case 'partner':
        this.read(table, 'partner');
        return;
      case 'coalesce':
        for (const each of value.values) this.value(each, table);
        return;
      case 'if':
        this.condition(value.when, table);
        this.value(value.value, table);
        this.value(value.otherwise, table);
        return;
      case 'between':
        this.value(value.from, table);
        this.value(value.to, table);
        return;
      case 'lookup':
        this.related(value, table);
        if (value.value) this.value(value.value, value.table);
        if (value.apart) this.read(value.table, value.apart);
        if (value.than) this.value(value.than, table);
        return;
      default:
        this.value(value.left, table);
        this.value(value.right, table);
    }
  }

  condition(condition: Condition, table: string): void {
    switch (condition.op) {
      case 'compare':
        this.value(condition.left, table);
        this.value(condition.right, table);
        return;
      case 'flag':
      case 'in':
        this.read(table, condition.column);
        return;
      case 'set':
        this.value(condition.value, table);
        return;
      case 'all':
      case 'any':
        for (const each of condition.of) this.condition(each, table);
        return;
      case 'not':
        this.condition(condition.of, table);
        return;
      case 'exists':
        this.related(condition, table);
        return;
      case 'first':
        this.read(table, condition.key);
        this.value(condition.by, table);
        if (condition.where) this.condition(condition.where, table);
    }
  }

  rows(rows: Rows): void {
    const { table } = rows;
    this.table(table);
    if (!rows.optional) this.required.add(table);
    this.read(table, 'partner');
    if (rows.date) this.read(table, rows.date);
    for (const column of rows.needs ?? []) {
      this.read(table, column);
      if (!rows.optional) this.needed.push({ table, column });
    }
    if (rows.where) this.condition(rows.where, table);
    for (const { when } of exclusionsOf(rows, tableOf(table))) this.condition(when, table);
    if (rows.once) this.read(table, rows.once.column);
    if (rows.once?.within) this.read(table, rows.once.within);
  }

  /** What the ways to a conversion are put together from, see attribution/paths.ts. */
  private credit({ rows, by, value }: Credit): void {
    if (value) this.value(value, rows.table);
    this.read(rows.table, by);
    this.table('touches');
    this.required.add('touches');
    this.needed.push({ table: 'touches', column: 'partner' });
    for (const [table, columns] of Object.entries(PATH_COLUMNS))
      for (const column of columns) this.read(table, column);
  }

  formula(formula: Formula): void {
    switch (formula.kind) {
      case 'rate':
        this.formula(formula.events);
        this.formula(formula.exposure);
        return;
      case 'share':
      case 'company':
        this.formula(formula.of);
        return;
      case 'difference':
        this.formula(formula.left);
        this.formula(formula.right);
        return;
      case 'either': {
        // Each is another way to say the same: one of their tables is enough, which the evaluation looks after.
        const needed = new Set(this.required);
        for (const each of formula.of) this.formula(each);
        this.required = needed;
        return;
      }
      case 'firstMeasured': {
        // Each way may lack what it reads: then another is taken, or there is no value.
        const [required, needed] = [new Set(this.required), this.needed.length];
        for (const each of formula.of) this.formula(each.formula);
        this.required = required;
        this.needed.length = needed;
        return;
      }
      case 'composite':
        for (const [name, part] of Object.entries(formula.parts)) {
          if ('kpi' in part) {
            this.kpis.add(part.kpi);
            continue;
          }
          const [required, needed] = [new Set(this.required), this.needed.length];
          this.formula(part.formula);
          if (!isSpare(formula.value, name)) continue;
          this.required = required;
          this.needed.length = needed;
        }
        return;
      case 'daysSince': {
        const needed = new Set(this.required);
        for (const { rows, at } of formula.events) {
          this.rows(rows);
          this.value(at, rows.table);
        }
        this.required = needed;
        return;
      }
      case 'active': {
        const needed = new Set(this.required);
        for (const rows of formula.events) this.rows(rows);
        this.required = needed;
        return;
      }
    }
    const { rows } = formula;
    this.rows(rows);
    switch (formula.kind) {
      case 'proportion':
        this.condition(formula.success, rows.table);
        if (formula.mature) this.condition(formula.mature, rows.table);
        return;
      case 'count':
        return;
      case 'credit':
        this.credit(formula);
        return;
      case 'distinct':
      case 'evenness':
        this.read(rows.table, formula.of);
        return;
      case 'pooled':
        this.value(formula.successes, rows.table);
        this.value(formula.trials, rows.table);
        if (formula.squares) this.value(formula.squares, rows.table);
        return;
      case 'ratio':
        this.value(formula.numerator, rows.table);
        this.value(formula.denominator, rows.table);
        if (formula.cap) this.condition(formula.cap.when, rows.table);
        return;
      case 'nps':
        this.value(formula.score, rows.table);
        return;
      case 'balance':
        this.condition(formula.plus, rows.table);
        this.condition(formula.minus, rows.table);
        return;
      case 'againstDirect':
        this.value(formula.value, rows.table);
        this.value(matchOf(formula), rows.table);
        return;
      case 'median':
        if (formula.open) this.condition(formula.open, rows.table);
        if (formula.mature) this.condition(formula.mature, rows.table);
        this.value(formula.value, rows.table);
        return;
      default:
        this.value(formula.value, rows.table);
    }
  }
}

const known = new WeakMap<Formula, References>();

/**
 * Everything that a formula reads, without following the KPIs it is made of. Read once: formulas never change.
 * @throws ExpressionError when it names a table that does not exist
 */
export function referencesOf(formula: Formula): References {
  let found = known.get(formula);
  if (!found) {
    const reader = new Reader();
    reader.formula(formula);
    found = reader;
    known.set(formula, found);
  }
  return found;
}
