import { minorDigits } from '../facts/currency';
import type { FactTable } from '../facts/types';
import type { DayWindow } from '../kpi/types';
import type { Statement } from './statement';
import { named, quoted } from './text';

/** Rows `r` of a fact table while a SELECT over them is written: what has to be joined to them gathers here. */
export class Reading {
  private readonly joins: string[] = [];
  private readonly aliases = new Map<string, string>();

  constructor(
    readonly statement: Statement,
    readonly table: FactTable,
    readonly window: DayWindow,
    /** Day column at whose rate money is converted. */
    private readonly moneyDate: string,
    /** Relation in place of the table's own rows, with the same columns. */
    private readonly relation: string | null = null,
  ) {}

  /** `FROM` and the joins so far: to be asked for last. */
  get from(): string {
    return [`FROM ${this.relation ?? this.statement.rowsOf(this.table)} r`, ...this.joins].join('\n');
  }

  /**
   * Joins a relation, once.
   * @param on condition, given the relation's alias
   * @returns the alias
   */
  join(relation: string, on: (alias: string) => string): string {
    const name = `${relation}|${on('?')}`;
    let alias = this.aliases.get(name);
    if (!alias) {
      alias = `j${this.aliases.size + 1}`;
      this.aliases.set(name, alias);
      this.joins.push(`LEFT JOIN ${relation} ${alias} ON ${on(alias)}`);
    }
    return alias;
  }

  column(id: string): string {
    return `r.${named(id)}`;
  }

  /** The local calendar day of a column. */
  dayOf(column: string): string {
    return this.table.columns[column]!.kind === 'minute'
      ? this.localDay(this.column(column))
      : this.column(column);
  }

  localDay(instant: string): string {
    return `CAST((${instant} AT TIME ZONE ${quoted(this.statement.timeZone)}) AS DATE)`;
  }

  private get rowCurrency(): string {
    return `coalesce(nullif(upper(trim(${this.column('currency')})), ''), ${quoted(this.statement.currency)})`;
  }

  /** Alias of the rate of each row's currency on its day; null where the table's money is the workspace's. */
  private rate(): string | null {
    if (!this.table.columns.currency) return null;
    const own = this.dayOf(this.table.date);
    const day = this.moneyDate === this.table.date ? own : `coalesce(${this.dayOf(this.moneyDate)}, ${own})`;
    const relation = this.statement.exchangeOf(
      `SELECT ${this.rowCurrency} AS currency, ${day} AS day FROM ${named(this.table.id)} r`,
    );
    return this.join(
      relation,
      (alias) => `${alias}.currency = ${this.rowCurrency} AND ${alias}.day = ${day}`,
    );
  }

  /** Amounts of a money column, converted as far as there is a rate. */
  money(column: string): string {
    const rate = this.rate();
    return rate ? `(${this.column(column)} * coalesce(${rate}.rate, 1))` : this.column(column);
  }

  /** Currency of those amounts. */
  moneyCurrency(column: string): string {
    const own = quoted(this.statement.currency);
    const rate = this.rate();
    if (!rate) return `CASE WHEN ${this.column(column)} IS NOT NULL THEN ${own} END`;
    return `CASE WHEN ${this.column(column)} IS NOT NULL THEN CASE WHEN ${rate}.rate IS NOT NULL THEN ${own} ELSE ${this.rowCurrency} END END`;
  }

  /** A number that is meant as money: expressions have it in minor units, the tables have units. */
  amount(minor: number): number {
    return minor / 10 ** minorDigits(this.statement.currency);
  }
}
