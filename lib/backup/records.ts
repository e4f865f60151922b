/** Records one after the other in a stream of bytes, each after its length. */
import { type Bytes, concat } from './bytes';
import { decode, Writer } from './codec';
import { BackupError } from './error';

/** A record of more was not written by us: the largest are runs of a dictionary. */
const LONGEST = 1 << 29;

/** Small records go on together: each step of a stream costs more than such a record does. */
const PIECE = 1 << 18;

/** Puts records one behind the other, and hands them on in pieces. */
export class RecordPieces {
  readonly #out = new Writer();

  /** @returns a piece to hand on now, or null while it may grow */
  add(record: unknown): Bytes | null {
    this.#out.sized(record);
    return this.#out.size < PIECE ? null : this.#out.take();
  }

  /** What was not handed on yet. */
  rest(): Bytes {
    return this.#out.take();
  }
}

/** @throws BackupError where the stream ends within a record, or one makes no sense */
export async function* readRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  /** Length of the record that is being gathered. */
  let wanted: number | null = null;
  for await (const bytes of source) {
    waiting.push(bytes);
    size += bytes.length;
    if (size < (wanted ?? 0) + 4) continue;
    let held: Uint8Array = waiting.length === 1 ? bytes : concat(...waiting);
    for (;;) {
      if (held.length < 4) break;
      wanted = new DataView(held.buffer, held.byteOffset).getUint32(0, true);
      if (wanted > LONGEST) throw new BackupError('The backup holds a record that is too long.');
      if (held.length < wanted + 4) break;
      yield decode(held.subarray(4, wanted + 4));
      held = held.subarray(wanted + 4);
      wanted = null;
    }
    waiting = held.length > 0 ? [held] : [];
    size = held.length;
  }
  if (size > 0) throw new BackupError('The backup ends within a record.');
}
