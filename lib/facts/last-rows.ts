import { largest } from './growing';
import { type FactChunk, NO_CODE } from './types';

/** Of each identity its last row, in the order of imports. */
export class LastRows {
  /** Number of each chunk's first row. */
  private readonly bases: number[] = [];
  /** Identity -> row + 1; null where identities only go up, so that the chunks themselves can be searched. */
  private readonly rows: Int32Array | null;
  /** Of identities that came later. */
  private readonly since = new Map<number, number>();
  /** Those with rows. */
  private readonly chunks: FactChunk[];
  /** No identity is above this one. */
  private highest: number;

  constructor(chunks: readonly FactChunk[]) {
    this.chunks = chunks.filter(({ rows }) => rows > 0);
    let total = 0;
    for (const { rows } of this.chunks) {
      this.bases.push(total);
      total += rows;
    }
    this.rows = ascending(chunks) ? null : lastRows(chunks);
    const end = this.chunks.at(-1);
    this.highest = this.rows ? this.rows.length - 1 : (end?.id[end.rows - 1] ?? NO_CODE);
  }

  /** @returns -1 without one */
  of(id: number): number {
    if (id === NO_CODE) return -1;
    const known = this.since.get(id);
    if (known !== undefined) return known;
    return this.rows ? (this.rows[id] ?? 0) - 1 : this.found(id);
  }

  /** Whether none of a chunk's identities was there before, and each is there once. */
  areNew(chunk: FactChunk): boolean {
    return ascending([chunk], this.highest);
  }

  /** Takes in a chunk behind all others. @param base number of its first row */
  add(chunk: FactChunk, base: number): void {
    const { id, rows } = chunk;
    if (rows === 0) return;
    if (!this.rows && this.since.size === 0 && this.areNew(chunk)) {
      this.chunks.push(chunk);
      this.bases.push(base);
      this.highest = id[rows - 1]!;
      return;
    }
    for (let i = 0; i < rows; i++) {
      if (id[i] === NO_CODE) continue;
      this.since.set(id[i]!, base + i);
      this.highest = Math.max(this.highest, id[i]!);
    }
  }

  /** 1 for each row after which none has the same identity. A row without an identity stands for itself. */
  holding(): Uint8Array {
    const total = this.chunks.reduce((sum, { rows }) => sum + rows, 0);
    const holds = new Uint8Array(total);
    const last = this.rows;
    if (!last) return holds.fill(1);
    let row = 0;
    for (const { id, rows } of this.chunks)
      for (let i = 0; i < rows; i++) {
        row++;
        if (id[i] === NO_CODE || last[id[i]!] === row) holds[row - 1] = 1;
      }
    return holds;
  }

  private found(id: number): number {
    const chunk = lastWhere(this.chunks.length, (c) => this.chunks[c]!.id[0]! <= id);
    if (chunk < 0) return -1;
    const ids = this.chunks[chunk]!.id;
    const row = lastWhere(this.chunks[chunk]!.rows, (i) => ids[i]! <= id);
    return row >= 0 && ids[row] === id ? this.bases[chunk]! + row : -1;
  }
}

/** Last of the numbers below `count` for which it is true; -1 without one. @param is true up to there */
function lastWhere(count: number, is: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether every row has an identity above those before it, as it is as long as imports bring new rows only.
 * @param above identity that the first one is above, too
 */
export function ascending(chunks: readonly FactChunk[], above = NO_CODE): boolean {
  let last = above;
  for (const { id, rows } of chunks)
    for (let i = 0; i < rows; i++) {
      if (id[i]! <= last) return false;
      last = id[i]!;
    }
  return true;
}

function lastRows(chunks: readonly FactChunk[]): Int32Array {
  const last = new Int32Array(chunks.reduce((max, { id }) => Math.max(max, largest(id)), 0) + 1);
  let row = 0;
  for (const { id, rows } of chunks) for (let i = 0; i < rows; i++) last[id[i]!] = ++row;
  return last;
}
