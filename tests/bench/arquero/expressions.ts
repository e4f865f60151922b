import type { Facts } from '@/lib/facts/factset';
import { addMonths, startOf } from '@/lib/facts/time';
import type { FactTable } from '@/lib/facts/types';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { hidesFuture, relatedWhere } from '@/lib/kpi/eligibility';
import type { Condition, Lookup, Related, Value } from '@/lib/kpi/expression';
import { kindOf, tableOf } from '@/lib/kpi/kinds';
import type { DayWindow } from '@/lib/kpi/types';
import { AS_OF } from '../facts';
import { dayColumn, isValid, type Joins, type Relation } from './tables';

/** What Arquero's verbs cannot say; the message says what. */
export class NotExpressed extends Error {
  override name = 'NotExpressed';
}

/** Writes expression trees over the rows `d` of a table as Arquero's expressions. A missing number is NaN. */
export class Expressions {
  constructor(
    private readonly facts: Facts,
    private readonly joins: Joins,
    readonly table: FactTable,
    private readonly window: DayWindow,
  ) {}

  /** Of related rows. */
  private over(table: FactTable): Expressions {
    return new Expressions(this.facts, this.joins, table, this.window);
  }

  /** The day of a `day` or `minute` column. */
  day(column: string): string {
    return `d.${this.table.columns[column]!.kind === 'minute' ? dayColumn(column) : column}`;
  }

  private dayOf(value: Value): string {
    if (value.op === 'column') return this.day(value.column);
    const text = this.value(value);
    return kindOf(value, this.table).is === 'minute' ? `op.floor(${text} / 1440)` : text;
  }

  value(value: Value): string {
    switch (value.op) {
      case 'column':
        // Money is in hundredths here, as all of it is in euros.
        return value.plain ? `(d.${value.column} / 100)` : `d.${value.column}`;
      case 'number':
        return `(${value.value})`;
      case 'day':
        return String(this.dayNamed(value.day));
      case 'now':
        return String(AS_OF * 1_440);
      case 'partner':
        return 'd._partner';
      case 'coalesce':
        return value.values
          .map((each) => this.value(each))
          .reduceRight((rest, each) => `(${isValid(each)} ? ${each} : ${rest})`);
      case 'if':
        return `(${this.condition(value.when)} ? ${this.value(value.value)} : ${this.value(value.otherwise)})`;
      case 'between': {
        const { unit, from, to } = value;
        if (unit === 'days') return `(${this.dayOf(to)} - ${this.dayOf(from)})`;
        const [a, b] = [this.value(from), this.value(to)];
        return unit === 'minutes' ? `(${b} - ${a})` : `op.business_minutes(${a}, ${b})`;
      }
      case 'lookup':
        return this.lookup(value);
    }
    const [a, b] = [this.value(value.left), this.value(value.right)];
    switch (value.op) {
      case 'add':
        return `(${a} + ${b})`;
      case 'subtract':
        return `(${a} - ${b})`;
      case 'multiply':
        return `(${a} * ${b})`;
      case 'divide':
        return `(${b} === 0 ? ${MISSING} : ${a} / ${b})`;
      case 'least':
        return `(${a} <= ${b} ? ${a} : ${b} < ${a} ? ${b} : ${MISSING})`;
      case 'greatest':
        return `(${a} >= ${b} ? ${a} : ${b} > ${a} ? ${b} : ${MISSING})`;
    }
  }

  private dayNamed(name: Extract<Value, { op: 'day' }>['day']): number {
    switch (name) {
      case 'asOf':
        return AS_OF;
      case 'windowStart':
        return this.window.from;
      case 'windowEnd':
        return this.window.to;
      case 'quarterStart':
        return startOf('quarter', AS_OF);
      case 'quarterEnd':
        return addMonths(startOf('quarter', AS_OF), 3);
      case 'lookbackStart':
        return AS_OF - DEFAULT_ATTRIBUTION.lookbackDays;
    }
  }

  private keyOf({ key, other, samePartner }: Related): { mine: string[]; theirs: string[] } {
    if (key === 'partner') return { mine: ['_partner'], theirs: ['_partner'] };
    const partner = samePartner ? ['_partner'] : [];
    return { mine: [key, ...partner], theirs: [other ?? key, ...partner] };
  }

  /** @param of `value` and `apart` are of the related rows, `than` is of this one */
  private join(
    related: Related,
    take: Relation['take'],
    { value, apart, than }: Partial<Pick<Lookup, 'value' | 'apart' | 'than'>> = {},
  ): string {
    const table = tableOf(related.table);
    const others = this.over(table);
    const { mine, theirs } = this.keyOf(related);
    const where = relatedWhere(related.where, table, !related.ahead && hidesFuture(table));
    const name = this.joins.add({
      table: this.table.id,
      keys: mine,
      relation: {
        table: table.id,
        where: [isValid(`d.${theirs[0]}`), ...(where ? others.conditions(where) : [])],
        keys: theirs,
        take,
        value: value ? others.value(value) : '1',
        ...(apart ? { apart } : {}),
        ...(than ? { than: this.value(than) } : {}),
      },
    });
    return `d.${name}`;
  }

  private lookup(lookup: Lookup): string {
    // What was not found is no number either.
    const column = `+${this.join(lookup, lookup.take, lookup)}`;
    return lookup.take === 'count' || lookup.take === 'sum' ? `(${column} || 0)` : `(${column})`;
  }

  /** The parts of a conjunction. */
  conditions(condition: Condition): string[] {
    if (condition.op === 'all') return condition.of.flatMap((each) => this.conditions(each));
    return [this.condition(condition)];
  }

  condition(condition: Condition): string {
    switch (condition.op) {
      case 'compare': {
        const [a, b] = [this.value(condition.left), this.value(condition.right)];
        if (condition.is === '!=') return `(${a} < ${b} || ${a} > ${b})`;
        return `(${a} ${condition.is === '=' ? '===' : condition.is} ${b})`;
      }
      case 'flag':
        return `(d.${condition.column} === ${condition.is ? 1 : 0})`;
      case 'in': {
        // The dictionary of a column that no import filled may not be there.
        if (!this.facts.table(this.table.id).has(condition.column)) return 'false';
        const { domain } = this.table.columns[condition.column]!;
        const codes = condition.values.flatMap((value) => this.facts.codes(domain!, value));
        if (codes.length === 0) return 'false';
        return `(${codes.map((code) => `d.${condition.column} === ${code}`).join(' || ')})`;
      }
      case 'set':
        return isValid(this.value(condition.value));
      case 'all':
      case 'any': {
        if (condition.of.length === 0) return String(condition.op === 'all');
        const parts = condition.of.map((each) => this.condition(each));
        return `(${parts.join(condition.op === 'all' ? ' && ' : ' || ')})`;
      }
      case 'not':
        return `!(${this.condition(condition.of)})`;
      case 'exists':
        return `(${this.join(condition, 'exists')} === 1)`;
      case 'first': {
        const { key, by, where } = condition;
        return `(${this.join({ table: this.table.id, key, where }, 'first', { value: by })} === d._row)`;
      }
    }
  }
}

/** A missing number, as an expression. */
const MISSING = '(0 / 0)';
