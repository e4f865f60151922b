import type { AttributionSettings } from '../facts/attribution';
import { BUSINESS_DAYS, type BusinessHours } from '../facts/business';
import { addMonths, type Clock, clockOf, startOf } from '../facts/time';
import type { FactTable } from '../facts/types';
import { RATE_DAYS, type Workspace } from '../facts/workspace';
import { DEFAULT_ATTRIBUTION } from '../kpi/attribution/settings';
import type { KpiDefinition } from '../kpi/define';
import type { DayName } from '../kpi/expression';
import type { DayWindow } from '../kpi/types';
import { exchange } from './money';
import { factRows } from './tables';
import { indented } from './text';

/** A KPI, or a part of one, that this writer cannot put into SQL; the message says why. */
export class NotWritten extends Error {
  override name = 'NotWritten';
}

export interface SqlOptions {
  asOfDay: number;
  workspace: Workspace;
  /** Finds the KPIs that others are made of. */
  find: (id: string) => KpiDefinition | undefined;
}

/** What a formula is measured over. */
export interface Measuring {
  definition: KpiDefinition;
  window: DayWindow;
}

/** Writes formulas of one kind: the relation that is measured, and its name. */
export type Writer<F> = (name: string, formula: F, measuring: Measuring, statement: Statement) => string;

/** One statement in the making: its common table expressions, each written once. */
export class Statement {
  readonly asOfDay: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly rateDays: number;
  readonly attribution: AttributionSettings;
  readonly business: BusinessHours;
  readonly clock: Clock;
  readonly find: SqlOptions['find'];
  /** Tables with their partners, before everything else. */
  private readonly tables = new Map<string, string>();
  private readonly parts = new Map<string, string>();
  private readonly names = new Map<string, string>();
  /** `SELECT currency, day` of the money that is converted. */
  private readonly converted = new Set<string>();

  constructor({ asOfDay, workspace, find }: SqlOptions) {
    this.asOfDay = asOfDay;
    this.timeZone = workspace.timeZone;
    this.currency = workspace.currency.trim().toUpperCase();
    this.rateDays = workspace.rateDays ?? RATE_DAYS;
    this.attribution = workspace.attribution ?? DEFAULT_ATTRIBUTION;
    this.business = workspace.business ?? BUSINESS_DAYS;
    this.clock = clockOf(workspace.timeZone);
    this.find = find;
  }

  /** Name of a common table expression; the same text has one name. */
  with(name: string, sql: string): string {
    const known = this.names.get(sql);
    if (known) return known;
    let unique = name;
    for (let k = 2; this.parts.has(unique); k++) unique = `${name}_${k}`;
    this.parts.set(unique, sql);
    this.names.set(sql, unique);
    return unique;
  }

  /** Rows of a fact table, each with its partner. */
  rowsOf(table: FactTable): string {
    const name = `all_${table.id}`;
    if (!this.tables.has(name))
      for (const [id, sql] of factRows(table, name)) if (!this.tables.has(id)) this.tables.set(id, sql);
    return name;
  }

  /** Name of the rates of the currencies and days that `select` lists. */
  exchangeOf(select: string): string {
    this.converted.add(select);
    return 'exchange';
  }

  dayNamed(name: DayName, window: DayWindow): number {
    switch (name) {
      case 'asOf':
        return this.asOfDay;
      case 'windowStart':
        return window.from;
      case 'windowEnd':
        return window.to;
      case 'quarterStart':
        return startOf('quarter', this.asOfDay);
      case 'quarterEnd':
        return addMonths(startOf('quarter', this.asOfDay), 3);
      case 'lookbackStart':
        return this.asOfDay - this.attribution.lookbackDays;
    }
  }

  /** The whole statement. */
  text(select: string): string {
    const rates = this.converted.size > 0 ? exchange([...this.converted], this) : [];
    const all = [...this.tables, ...rates, ...this.parts];
    const expressions = all.map(([name, sql]) => `${name} AS (\n  ${indented(sql)}\n)`);
    return `WITH ${expressions.join(',\n')}\n${select};\n`;
  }
}
