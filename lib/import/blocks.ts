/** Settled rows on their way to the store while the file is still being read: memory does not grow with it. */
import type { FactChunk } from '@/lib/facts/types';
import type { Checkpoint } from '@/lib/store/staged';
import type { Repeats } from './reconcile';
import type { Reject } from './rejects';

/** What was settled since the block before. */
export interface Block {
  chunks: FactChunk[];
  /** New values of each domain, from code `from`, joined by NUL. */
  runs: { domain: string; from: number; text: string }[];
  repeats: Repeats;
  rejects: Reject[];
  /** Null where the import could not go on from here. */
  checkpoint: Checkpoint | null;
}

/** What blocks hold of an import that goes on. */
export interface Resumed {
  checkpoint: Checkpoint;
  /** Its rows so far in the order stored, with the identity columns and the partner. */
  chunks: readonly FactChunk[];
  repeats: Repeats;
}

/** Has one block stored at a time; reading goes on meanwhile. */
export class BlockWriter {
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly store: (block: Block) => Promise<void>) {}

  /** Resolves when the block before is stored. @throws what storing that one threw */
  async write(block: Block): Promise<void> {
    await this.#writing;
    this.#writing = this.store(block);
    // Looked at with the next block or at the end, not at once.
    this.#writing.catch(() => {});
  }

  /** Resolves when everything is stored. @throws what storing the last block threw */
  end(): Promise<void> {
    return this.#writing;
  }

  /** Resolves when nothing is being stored any more, whether it went well or not. */
  async rest(): Promise<void> {
    await this.#writing.catch(() => {});
  }
}
