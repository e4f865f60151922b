import { grown, roomFor } from './growing';
import type { LastRows } from './last-rows';
import { missingColumn, missingOf } from './missing';
import type { ColumnArray, FactChunk, FactTable } from './types';

/** Where a row comes from. */
export interface RowSource {
  importId: number;
  /** Index into the import's list of files. */
  file: number;
  /** Number of the row in its file, 1 = the first line after the header. */
  row: number;
}

/** Group number of rows that have no partner. */
export const NOBODY = -1;
/** Partner of rows that are no more: a later version took their place. */
export const GONE = -2;

/** Rows in the order in which they are read: numbers [from, to), or the places [from, to) of a list of them. */
export interface Span {
  from: number;
  to: number;
  list: Int32Array | null;
}

/**
 * The rows of one fact table in memory: one typed array a column. Rows are read by partner, those without one first,
 * and within a partner in the order they were imported. When facts are put together their rows stand in that order,
 * so that a partner's are one span; rows that come later stand at the end, and their partner's are a list.
 */
export interface TableFacts {
  readonly id: string;
  readonly definition: FactTable;
  /** Row numbers are below this; some may be of rows that are GONE. */
  readonly rows: number;
  /** Rows that hold. */
  readonly live: number;
  /** Rows that a later import of the same identity replaced. */
  readonly replaced: number;
  /** Partner ordinal of each row, NOBODY without one, GONE where it holds no more. */
  readonly partner: Int32Array;
  /** Number of each row in the order of imports. */
  readonly order: Int32Array;
  /** How many rows a partner (or NOBODY) has. */
  count(partner: number): number;
  /** Rows of a partner (or NOBODY). */
  span(partner: number): Span;
  /** Rows of all groups from this one on, in order. */
  spans(first: typeof NOBODY | 0): readonly Span[];
  /** Whether any import filled the column. */
  has(column: string): boolean;
  /** Columns that an import filled. */
  filled(): readonly string[];
  /**
   * Values of a column, put together on first use. A column that no import filled is all missing.
   * @throws RangeError when the table has no such column or it was not loaded from the store
   */
  column(column: string): ColumnArray;
  source(row: number): RowSource;
}

interface Pieces {
  definition: FactTable;
  chunks: readonly FactChunk[];
  /** Row in import order -> row of the table, -1 for replaced ones. */
  position: Int32Array;
  rows: number;
  partner: Int32Array;
  /** Rows of partner p are [start[p + 1], start[p + 2]), those without a partner [start[0], start[1]). */
  start: Int32Array;
  last: LastRows;
  loaded: ReadonlySet<string> | null;
}

/** Puts a chunk's values into the positions of its rows. */
function scatter(values: ColumnArray, position: Int32Array, base: number, out: ColumnArray, n: number): void {
  if (values instanceof Float64Array) scatterFloat(values, position, base, out as Float64Array, n);
  else if (values instanceof Uint32Array) scatterCode(values, position, base, out as Uint32Array, n);
  else if (values instanceof Int32Array) scatterTime(values, position, base, out as Int32Array, n);
  else scatterFlag(values, position, base, out as Uint8Array, n);
}

// One loop for each array type: a shared one would be compiled for all types at once and run several times slower.
function scatterFloat(from: Float64Array, position: Int32Array, base: number, to: Float64Array, n: number) {
  for (let i = 0; i < n; i++) {
    const at = position[base + i]!;
    if (at >= 0) to[at] = from[i]!;
  }
}
function scatterCode(from: Uint32Array, position: Int32Array, base: number, to: Uint32Array, n: number) {
  for (let i = 0; i < n; i++) {
    const at = position[base + i]!;
    if (at >= 0) to[at] = from[i]!;
  }
}
function scatterTime(from: Int32Array, position: Int32Array, base: number, to: Int32Array, n: number) {
  for (let i = 0; i < n; i++) {
    const at = position[base + i]!;
    if (at >= 0) to[at] = from[i]!;
  }
}
function scatterFlag(from: Uint8Array, position: Int32Array, base: number, to: Uint8Array, n: number) {
  for (let i = 0; i < n; i++) {
    const at = position[base + i]!;
    if (at >= 0) to[at] = from[i]!;
  }
}

/** A table over its chunks that can take in more of them; see `appendFacts` for what has to be kept with it. */
export class GrowingTable implements TableFacts {
  readonly id: string;
  readonly definition: FactTable;
  rows: number;
  live: number;
  private readonly chunks: FactChunk[];
  /** Number of the first row of each chunk, in import order, and of all rows. */
  private readonly bases: number[] = [];
  private imported = 0;
  private position: Int32Array;
  private readonly last: LastRows;
  private partners: Int32Array;
  private readonly start: Int32Array;
  private readonly loaded: ReadonlySet<string> | null;
  /** Values with room behind them. */
  private readonly columns = new Map<string, ColumnArray>();
  private readonly names = new Set<string>();
  private orders: Int32Array | null = null;
  /** Arrays without the room behind them. */
  private readonly shown: { partner?: Int32Array; order?: Int32Array } = {};
  private readonly shownColumns = new Map<string, ColumnArray>();
  /** Rows of the partners that are no longer one span. */
  private readonly lists = new Map<number, Int32Array>();

  constructor(pieces: Pieces) {
    this.definition = pieces.definition;
    this.id = pieces.definition.id;
    this.chunks = [...pieces.chunks];
    for (const chunk of this.chunks) this.note(chunk);
    this.rows = pieces.rows;
    this.live = pieces.rows;
    this.position = pieces.position;
    this.last = pieces.last;
    this.partners = pieces.partner;
    this.start = pieces.start;
    this.loaded = pieces.loaded;
  }

  private note(chunk: FactChunk): void {
    this.bases.push(this.imported);
    this.imported += chunk.rows;
    for (const column of Object.keys(chunk.columns)) this.names.add(column);
  }

  get replaced(): number {
    return this.imported - this.live;
  }

  get partner(): Int32Array {
    if (this.shown.partner?.length !== this.rows) this.shown.partner = this.partners.subarray(0, this.rows);
    return this.shown.partner;
  }

  get order(): Int32Array {
    if (this.shown.order?.length !== this.rows) this.shown.order = this.ordered().subarray(0, this.rows);
    return this.shown.order;
  }

  private ordered(): Int32Array {
    if (!this.orders) {
      const { position } = this;
      this.orders = new Int32Array(roomFor(this.rows));
      for (let i = 0; i < this.imported; i++) if (position[i]! >= 0) this.orders[position[i]!] = i;
    }
    return this.orders;
  }

  count(partner: number): number {
    const { from, to } = this.span(partner);
    return to - from;
  }

  span(partner: number): Span {
    const list = this.lists.get(partner);
    if (list) return { from: 0, to: list.length, list };
    return { from: this.start[partner + 1]!, to: this.start[partner + 2]!, list: null };
  }

  spans(first: typeof NOBODY | 0): readonly Span[] {
    const { start } = this;
    const spans: Span[] = [];
    let from = start[first + 1]!;
    const add = (span: Span) => {
      if (span.to > span.from) spans.push(span);
    };
    for (const partner of [...this.lists.keys()].sort((a, b) => a - b)) {
      if (partner < first) continue;
      add({ from, to: start[partner + 1]!, list: null });
      add(this.span(partner));
      from = start[partner + 2]!;
    }
    add({ from, to: start[start.length - 1]!, list: null });
    return spans;
  }

  private known(id: string) {
    const column = this.definition.columns[id];
    if (!column)
      throw new RangeError(
        `The table "${this.id}" has no column "${id}". Known: ${Object.keys(this.definition.columns).join(', ')}.`,
      );
    if (this.loaded && !this.loaded.has(id))
      throw new RangeError(`Column "${id}" of "${this.id}" was not loaded from the store.`);
    return column;
  }

  has(id: string): boolean {
    this.known(id);
    return this.names.has(id);
  }

  filled(): readonly string[] {
    return [...this.names].filter((id) => !this.loaded || this.loaded.has(id));
  }

  column(id: string): ColumnArray {
    const shown = this.shownColumns.get(id);
    if (shown) return shown;
    const { kind } = this.known(id);
    let values = this.columns.get(id);
    if (!values) {
      values = missingColumn(kind, roomFor(this.rows));
      this.chunks.forEach((chunk, c) => {
        const from = chunk.columns[id];
        if (from) scatter(from, this.position, this.bases[c]!, values!, chunk.rows);
      });
      this.columns.set(id, values);
    }
    const all = values.subarray(0, this.rows);
    this.shownColumns.set(id, all);
    return all;
  }

  source(row: number): RowSource {
    const at = this.order[row]!;
    let chunk = this.bases.length - 1;
    while (this.bases[chunk]! > at) chunk--;
    const { importId, sourceFile, sourceRow } = this.chunks[chunk]!;
    const within = at - this.bases[chunk]!;
    return { importId, file: sourceFile[within]!, row: sourceRow[within]! };
  }

  /** Row that holds for an identity, -1 without one. */
  rowOf(id: number): number {
    const at = this.last.of(id);
    return at < 0 ? -1 : this.position[at]!;
  }

  /** Whether no row of a chunk replaces another, of those here or of its own. */
  areNew(chunk: FactChunk): boolean {
    return this.last.areNew(chunk);
  }

  /**
   * Takes in a chunk behind all others. Its rows are nobody's until they are given to their partners.
   * @param before row that each row replaces, -1 for none: what the chunk does not fill is taken over from it; null
   * where none replaces any
   * @returns number of its first row
   */
  append(chunk: FactChunk, before: Int32Array | null): number {
    const from = this.rows;
    const total = from + chunk.rows;
    const taken = before?.some((row) => row >= 0)
      ? this.filled().filter((id) => !chunk.columns[id] && this.definition.columns[id])
      : [];
    const old = taken.map((id) => this.column(id));
    for (const [id, values] of this.columns) {
      const fresh = grown(values, total, missingOf(this.definition.columns[id]!.kind));
      const filled = chunk.columns[id];
      if (filled) fresh.set(filled as never, from);
      this.columns.set(id, fresh);
    }
    taken.forEach((id, k) => {
      const values = this.columns.get(id)!;
      for (let i = 0; i < chunk.rows; i++) if (before![i]! >= 0) values[from + i] = old[k]![before![i]!]!;
    });

    this.position = grown(this.position, this.imported + chunk.rows, -1);
    const orders = grown(this.ordered(), total);
    this.orders = orders;
    this.partners = grown(this.partners, total);
    for (let i = 0; i < chunk.rows; i++) {
      this.position[this.imported + i] = from + i;
      orders[from + i] = this.imported + i;
    }
    this.partners.fill(GONE, from, total);
    this.last.add(chunk, this.imported);
    this.chunks.push(chunk);
    this.note(chunk);
    this.rows = total;
    this.shownColumns.clear();
    return from;
  }

  /**
   * Gives rows to partners, or takes them away.
   * @param to partner of each row; GONE where it holds no more
   */
  assign(rows: readonly number[], to: readonly number[]): void {
    const { partners } = this;
    const leaves = new Map<number, Set<number>>();
    const joins = new Map<number, number[]>();
    let last = GONE;
    let joining: number[] = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const old = partners[row]!;
      const next = to[i]!;
      if (old === next) continue;
      if (old !== GONE) {
        const list = leaves.get(old) ?? new Set();
        leaves.set(old, list.add(row));
        this.live--;
      }
      if (next !== GONE) {
        if (next !== last) {
          last = next;
          joining = joins.get(next) ?? [];
          joins.set(next, joining);
        }
        joining.push(row);
        this.live++;
      }
      partners[row] = next;
    }
    const { order } = this;
    for (const partner of new Set([...leaves.keys(), ...joins.keys()])) {
      const gone = leaves.get(partner);
      const list = numbers(this.span(partner));
      const kept = gone ? list.filter((row) => !gone.has(row)) : list;
      const more = (joins.get(partner) ?? []).sort((a, b) => order[a]! - order[b]!);
      const all = new Int32Array(kept.length + more.length);
      all.set(kept);
      all.set(more, kept.length);
      // New rows are the last of all; those that came from another partner may belong in between.
      const between = kept.length > 0 && more.length > 0 && order[kept.at(-1)!]! > order[more[0]!]!;
      this.lists.set(partner, between ? all.sort((a, b) => order[a]! - order[b]!) : all);
    }
  }
}

/** Row numbers of a span, in its order. */
function numbers({ from, to, list }: Span): Int32Array {
  if (list) return list.subarray(from, to);
  const rows = new Int32Array(to - from);
  for (let i = 0; i < rows.length; i++) rows[i] = from + i;
  return rows;
}
