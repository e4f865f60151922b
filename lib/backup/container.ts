/**
 * A backup as bytes: a mark, the head with its digest, then frames of up to 1 MiB, each sealed to its place, the last one
 * marked as such. Reading holds one frame at a time; a file that was cut, lengthened or changed is found at that frame.
 */
import { type Bytes, concat } from './bytes';
import { BackupError } from './error';
import { type BackupHeader, parseHeader } from './header';
import type { Seal } from './seal';

const MARK = new TextEncoder().encode('PARTNER LENS BACKUP\n');
const FRAME = 1 << 20;
const LONGEST_HEAD = 1 << 17;
/** Length of what follows, and whether it is the last. */
const FRAME_HEAD = 5;

export interface Head {
  header: BackupHeader;
  /** SHA-256 of all that stands before the frames. */
  digest: Bytes;
  /** Bytes before the frames. */
  length: number;
}

const sha256 = async (bytes: Bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** @returns the bytes before the frames, and the digest that these are bound to */
export async function writeHead(header: BackupHeader): Promise<{ bytes: Bytes; digest: Bytes }> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  const head = concat(MARK, length, text);
  const bytes = concat(head, await sha256(head));
  return { bytes, digest: await sha256(bytes) };
}

/**
 * @param newest highest schema version that this release knows
 * @throws BackupError for what is no backup, is damaged at its beginning, or is of a later version
 */
export async function readHead(file: Blob, newest: number): Promise<Head> {
  const cut = () => new BackupError('The file ends within its head: it was cut short. Take another copy.');
  const bytesAt = async (from: number, length: number) => {
    const bytes = new Uint8Array(await file.slice(from, from + length).arrayBuffer());
    if (bytes.length < length) throw cut();
    return bytes;
  };
  const mark = new Uint8Array(await file.slice(0, MARK.length).arrayBuffer());
  if (mark.length < MARK.length || mark.some((byte, i) => byte !== MARK[i]))
    throw new BackupError(
      'This is no backup of Partner Lens. Choose a file that was saved by “Save a backup”; CSV and other data go to Import.',
    );
  const length = new DataView((await bytesAt(MARK.length, 4)).buffer).getUint32(0, true);
  if (length > LONGEST_HEAD) throw new BackupError('The head of the file is damaged. Take another copy.');
  const end = MARK.length + 4 + length;
  const all = await bytesAt(0, end + 32);
  const digest = await sha256(all.slice(0, end));
  if (digest.some((byte, i) => byte !== all[end + i]))
    throw new BackupError('The head of the file is damaged. Take another copy.');
  const header = parseHeader(new TextDecoder().decode(all.subarray(MARK.length + 4, end)), newest);
  return { header, digest: await sha256(all), length: all.length };
}

/** Cuts a stream of bytes into frames and seals them. */
export function frameWriter(seal: Seal): TransformStream<Uint8Array, Bytes> {
  const held = new Uint8Array(FRAME);
  let filled = 0;
  let index = 0;
  const frame = async (last: boolean) => {
    const sealed = await seal.seal(index++, last, held.slice(0, filled));
    filled = 0;
    const head = new Uint8Array(FRAME_HEAD);
    new DataView(head.buffer).setUint32(0, sealed.length, true);
    head[4] = last ? 1 : 0;
    return concat(head, sealed);
  };
  return new TransformStream({
    async transform(bytes, out) {
      for (let at = 0; at < bytes.length; ) {
        if (filled === FRAME) out.enqueue(await frame(false));
        const part = bytes.subarray(at, at + FRAME - filled);
        held.set(part, filled);
        filled += part.length;
        at += part.length;
      }
    },
    async flush(out) {
      out.enqueue(await frame(true));
    },
  });
}

/**
 * What is in the frames of a file.
 * @throws BackupError at the first frame that is damaged, in another's place, or missing
 */
export async function* readFrames(file: Blob, { length: start }: Head, seal: Seal): AsyncGenerator<Bytes> {
  let at = start;
  for (let index = 0; ; index++) {
    const where = `block ${index + 1}, byte ${at.toLocaleString('en')} of ${file.size.toLocaleString('en')}`;
    const short = () =>
      new BackupError(`The backup was cut short: it ends within ${where}. Take another copy.`);
    const head = await file.slice(at, at + FRAME_HEAD).arrayBuffer();
    if (head.byteLength < FRAME_HEAD) throw short();
    const length = new DataView(head).getUint32(0, true);
    const last = new DataView(head).getUint8(4) === 1;
    const damaged = () => new BackupError(`The backup is damaged at ${where}. Take another copy.`);
    if (length > FRAME + seal.overhead || new DataView(head).getUint8(4) > 1) throw damaged();
    const sealed = new Uint8Array(await file.slice(at + FRAME_HEAD, at + FRAME_HEAD + length).arrayBuffer());
    if (sealed.length < length) throw short();
    const payload = await seal.open(index, last, sealed);
    if (payload === null) throw damaged();
    at += FRAME_HEAD + length;
    yield payload;
    if (!last) continue;
    if (at < file.size)
      throw new BackupError(
        `The backup goes on after its end, at byte ${at.toLocaleString('en')}. Take another copy.`,
      );
    return;
  }
}
