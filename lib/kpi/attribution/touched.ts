import { grown } from '../../facts/growing';
import { missingColumn } from '../../facts/missing';
import { GONE, type NOBODY, type Span, type TableFacts } from '../../facts/table';
import type { ColumnArray } from '../../facts/types';
import type { Paths } from './paths';
import { OURS } from './types';

/**
 * The conversions of every partner: a table's rows once for each partner that touched them, with the same columns but
 * these partners. A row without a day of conversion, or that no partner touched in time, is not among them.
 */
export class TouchedRows implements TableFacts {
  readonly id: string;
  readonly definition: TableFacts['definition'];
  readonly rows: number;
  readonly replaced = 0;
  readonly partner: Int32Array;
  /** Row of the table that each row here stands for. */
  readonly original: Int32Array;
  /** Rows of partner p are [start[p + 1], start[p + 2]); none are nobody's. */
  private readonly start: Int32Array;
  private readonly columns = new Map<string, ColumnArray>();

  /**
   * @param days day of conversion of each row
   * @param partners number of partners
   */
  constructor(
    private readonly table: TableFacts,
    paths: Paths,
    days: Int32Array,
    partners: number,
  ) {
    this.id = table.id;
    this.definition = table.definition;
    let rows = new Int32Array(1_024);
    let owners = new Int32Array(1_024);
    let count = 0;
    const { partner } = table;
    for (let row = 0; row < partner.length; row++) {
      if (partner[row] === GONE) continue;
      const first = count;
      for (const touch of paths.touchesOf(row, days[row]!)) {
        const party = paths.partyOf(touch);
        if (party === OURS) continue;
        let known = first;
        while (known < count && owners[known] !== party) known++;
        if (known < count) continue;
        rows = grown(rows, count + 1);
        owners = grown(owners, count + 1);
        rows[count] = row;
        owners[count++] = party;
      }
    }
    this.rows = count;
    this.start = new Int32Array(partners + 2);
    for (let i = 0; i < count; i++) this.start[owners[i]! + 2]!++;
    for (let p = 1; p < this.start.length; p++) this.start[p]! += this.start[p - 1]!;
    const next = this.start.slice();
    this.original = new Int32Array(count);
    this.partner = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const at = next[owners[i]! + 1]!++;
      this.original[at] = rows[i]!;
      this.partner[at] = owners[i]!;
    }
  }

  get live(): number {
    return this.rows;
  }

  get order(): Int32Array {
    return Int32Array.from(this.original, (_, i) => i);
  }

  count(partner: number): number {
    const { from, to } = this.span(partner);
    return to - from;
  }

  span(partner: number): Span {
    return { from: this.start[partner + 1]!, to: this.start[partner + 2]!, list: null };
  }

  spans(first: typeof NOBODY | 0): readonly Span[] {
    return this.rows > 0 ? [{ from: this.start[first + 1]!, to: this.rows, list: null }] : [];
  }

  has(column: string): boolean {
    return this.table.has(column);
  }

  filled(): readonly string[] {
    return this.table.filled();
  }

  column(id: string): ColumnArray {
    let values = this.columns.get(id);
    if (!values) {
      const source = this.table.column(id);
      values = missingColumn(this.definition.columns[id]!.kind, this.rows);
      for (let i = 0; i < this.rows; i++) values[i] = source[this.original[i]!]!;
      this.columns.set(id, values);
    }
    return values;
  }

  source(row: number): ReturnType<TableFacts['source']> {
    return this.table.source(this.original[row]!);
  }
}
