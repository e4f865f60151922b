import { ascending } from '../facts/last-rows';
import { missingColumn } from '../facts/missing';
import { factTable } from '../facts/registry';
import type { ColumnArray, FactChunk } from '../facts/types';
import { pick } from './columns';

interface Overlay {
  values: ColumnArray;
  /** 1 where a version of the row has said something. */
  said: Uint8Array;
}

/**
 * The current state of one table: of each row its latest version, where a column that the latest import did not
 * fill keeps what an earlier one said. Stored chunks are never rewritten; this is how versions become one row,
 * and why undoing an import is only deleting its chunks.
 * @param chunks chunks of one table, imports in ascending order; not changed
 * @param options `keepGone`: rows that were deleted are there too, with nothing but their identity
 * @returns chunks in the same order, each row identity once; untouched chunks are the same objects
 */
export function mergeChunks(
  chunks: readonly FactChunk[],
  { keepGone = false }: { keepGone?: boolean } = {},
): FactChunk[] {
  if (chunks.length === 0) return [];
  // No row is a version of another one.
  if (ascending(chunks)) return chunks.filter(({ rows, gone }) => rows > 0 && (!gone || keepGone));
  const kinds = factTable(chunks[0]!.table).columns;
  let maxId = 0;
  for (const { id } of chunks) for (let r = 0; r < id.length; r++) if (id[r]! > maxId) maxId = id[r]!;

  const ownerChunk = new Int32Array(maxId + 1).fill(-1);
  const ownerRow = new Int32Array(maxId + 1);
  /** 1 where a deletion lies behind the owner: what was said before it counts no more. */
  const sealed = new Uint8Array(maxId + 1);
  const overlays = new Map<number, Map<string, Overlay>>();
  const out: FactChunk[] = [];

  for (let k = chunks.length - 1; k >= 0; k--) {
    const chunk = chunks[k]!;
    const live = new Int32Array(chunk.rows);
    let count = 0;
    /** Columns that this chunk can add to a later chunk, by later chunk. */
    const adds = new Map<number, string[]>();
    for (let r = 0; r < chunk.rows; r++) {
      const id = chunk.id[r]!;
      const owner = ownerChunk[id]!;
      if (owner < 0) {
        ownerChunk[id] = k;
        ownerRow[id] = r;
        if (chunk.gone) sealed[id] = 1;
        if (!chunk.gone || keepGone) live[count++] = r;
        continue;
      }
      if (chunk.gone) sealed[id] = 1;
      if (sealed[id]) continue;
      let columns = adds.get(owner);
      if (!columns) {
        const has = chunks[owner]!.columns;
        columns = Object.keys(chunk.columns).filter((column) => !(column in has));
        adds.set(owner, columns);
      }
      for (const column of columns) overlay(owner, column, ownerRow[id]!, chunk.columns[column]![r]!);
    }
    if (count === chunk.rows) out.push(chunk);
    else if (count > 0) out.push(pickRows(chunk, live.subarray(0, count)));
    else out.push({ ...chunk, rows: 0 });
  }
  out.reverse();

  // Overlays are indexed by row of the original chunk, so they are cut to the live rows as the chunk was.
  for (const [k, columns] of overlays) {
    const original = chunks[k]!;
    const current = out[k]!;
    const added: Record<string, ColumnArray> = {};
    const rows = current === original ? null : liveRows(original, k, ownerChunk, ownerRow);
    for (const [column, { values }] of columns) added[column] = rows ? pick(values, rows) : values;
    out[k] = { ...current, columns: { ...current.columns, ...added } };
  }
  return out.filter((chunk) => chunk.rows > 0);

  function overlay(k: number, column: string, row: number, value: number) {
    let columns = overlays.get(k);
    if (!columns) {
      columns = new Map();
      overlays.set(k, columns);
    }
    let entry = columns.get(column);
    if (!entry) {
      const rows = chunks[k]!.rows;
      entry = { values: missingColumn(kinds[column]!.kind, rows), said: new Uint8Array(rows) };
      columns.set(column, entry);
    }
    if (entry.said[row]) return;
    entry.said[row] = 1;
    entry.values[row] = value;
  }
}

function liveRows(chunk: FactChunk, k: number, ownerChunk: Int32Array, ownerRow: Int32Array): number[] {
  const rows: number[] = [];
  for (let r = 0; r < chunk.rows; r++) {
    const id = chunk.id[r]!;
    if (ownerChunk[id] === k && ownerRow[id] === r) rows.push(r);
  }
  return rows;
}

/** A chunk of some rows of another. */
export function pickRows(chunk: FactChunk, rows: ArrayLike<number>): FactChunk {
  return {
    table: chunk.table,
    importId: chunk.importId,
    ...(chunk.gone && { gone: chunk.gone }),
    rows: rows.length,
    columns: Object.fromEntries(
      Object.entries(chunk.columns).map(([column, values]) => [column, pick(values, rows)]),
    ),
    id: pick(chunk.id, rows),
    hash: pick(chunk.hash, rows),
    sourceRow: pick(chunk.sourceRow, rows),
    sourceFile: pick(chunk.sourceFile, rows),
  };
}
