import { missingColumn } from './missing';
import type { ColumnArray, FactChunk, FactTable } from './types';

/** Where a row comes from. */
export interface RowSource {
  importId: number;
  /** Index into the import's list of files. */
  file: number;
  /** Number of the row in its file, 1 = the first line after the header. */
  row: number;
}

/**
 * The rows of one fact table in memory: one typed array a column, rows ordered by partner (those without one first)
 * and within a partner in the order they were imported, so that a partner's rows are one run.
 */
export interface TableFacts {
  readonly id: string;
  readonly definition: FactTable;
  readonly rows: number;
  /** Rows that a later import of the same identity replaced; not among `rows`. */
  readonly replaced: number;
  /** Partner ordinal of each row, -1 without one; never descends. */
  readonly partner: Int32Array;
  /** Rows of partner p are [start[p + 1], start[p + 2]), those without a partner [start[0], start[1]). */
  readonly start: Int32Array;
  /** Whether any import filled the column. */
  has(column: string): boolean;
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
  start: Int32Array;
  loaded: ReadonlySet<string> | null;
}

/** Puts a column together: each chunk's values to the positions of its rows. */
function gather(chunks: readonly FactChunk[], id: string, position: Int32Array, out: ColumnArray): void {
  let base = 0;
  for (const chunk of chunks) {
    const values = chunk.columns[id];
    if (values) {
      if (values instanceof Float64Array)
        scatterFloat(values, position, base, out as Float64Array, chunk.rows);
      else if (values instanceof Uint32Array)
        scatterCode(values, position, base, out as Uint32Array, chunk.rows);
      else if (values instanceof Int32Array)
        scatterTime(values, position, base, out as Int32Array, chunk.rows);
      else scatterFlag(values, position, base, out as Uint8Array, chunk.rows);
    }
    base += chunk.rows;
  }
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

/** A table over its chunks; columns are put together when they are first asked for. */
export function createTable(pieces: Pieces): TableFacts {
  const { definition, chunks, position, rows, partner, start, loaded } = pieces;
  const columns = new Map<string, ColumnArray>();
  let origin: Int32Array | null = null;
  const bases: number[] = [];
  let total = 0;
  for (const chunk of chunks) {
    bases.push(total);
    total += chunk.rows;
  }

  const known = (id: string) => {
    const column = definition.columns[id];
    if (!column)
      throw new RangeError(
        `The table "${definition.id}" has no column "${id}". Known: ${Object.keys(definition.columns).join(', ')}.`,
      );
    if (loaded && !loaded.has(id))
      throw new RangeError(`Column "${id}" of "${definition.id}" was not loaded from the store.`);
    return column;
  };

  return {
    id: definition.id,
    definition,
    rows,
    replaced: total - rows,
    partner,
    start,
    has(id) {
      known(id);
      return chunks.some((chunk) => chunk.columns[id] !== undefined);
    },
    column(id) {
      const { kind } = known(id);
      let values = columns.get(id);
      if (!values) {
        values = missingColumn(kind, rows);
        gather(chunks, id, position, values);
        columns.set(id, values);
      }
      return values;
    },
    source(row) {
      if (!origin) {
        origin = new Int32Array(rows);
        for (let i = 0; i < position.length; i++) if (position[i]! >= 0) origin[position[i]!] = i;
      }
      const at = origin[row]!;
      let chunk = bases.length - 1;
      while (bases[chunk]! > at) chunk--;
      const { importId, sourceFile, sourceRow } = chunks[chunk]!;
      const within = at - bases[chunk]!;
      return { importId, file: sourceFile[within]!, row: sourceRow[within]! };
    },
  };
}
