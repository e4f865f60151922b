import type { ByteSource } from './decode';

export interface Progress {
  rows: number;
  bytes: number;
  totalBytes: number;
  rowsPerSecond: number;
}

const PROGRESS_EVERY_MS = 100;

/** Progress, and the moment at which a cancel is noticed. */
export class Meter {
  rows = 0;
  readonly #start = performance.now();
  #last = this.#start;
  readonly #before: number[] = [];
  readonly #total: number;

  constructor(
    sources: readonly ByteSource[],
    private readonly signal?: AbortSignal,
    private readonly progress?: (progress: Progress) => Promise<void> | void,
  ) {
    let total = 0;
    for (const source of sources) {
      this.#before.push(total);
      total += source.size;
    }
    this.#total = total;
  }

  async tick(file: number, read: number): Promise<void> {
    this.signal?.throwIfAborted();
    const now = performance.now();
    const bytes = this.#before[file]! + read;
    if (now - this.#last < PROGRESS_EVERY_MS && bytes < this.#total) return;
    this.#last = now;
    await this.progress?.({
      rows: this.rows,
      bytes,
      totalBytes: this.#total,
      rowsPerSecond: Math.round(this.rows / Math.max(0.001, (now - this.#start) / 1000)),
    });
    this.signal?.throwIfAborted();
  }
}
