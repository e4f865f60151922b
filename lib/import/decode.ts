/** From a file in any of the encodings that exports come in to UTF-8 bytes, block by block. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A file as the importer reads it; a `File` is one. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export interface DetectedEncoding {
  encoding: Encoding;
  /** Why, in words for the mapping page. */
  evidence: string;
}

/** Bytes read at once; also the block of the file's fingerprint. */
export const BLOCK_BYTES = 4 * 1024 * 1024;

async function read(source: ByteSource, start: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await source.slice(start, end).arrayBuffer());
  } catch (cause) {
    throw new Error(
      `"${source.name}" can no longer be read. It may have been moved, deleted or changed: choose it again.`,
      { cause },
    );
  }
}

/** A text as a file, for pasted tables and tests. */
export function textSource(name: string, text: string): ByteSource {
  return bytesSource(name, new TextEncoder().encode(text));
}

export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    slice: (start, end) => ({ arrayBuffer: async () => bytes.slice(start, end).buffer as ArrayBuffer }),
  };
}

/** UTF-16 text without a mark shows itself by zero bytes in every other place. */
function utf16WithoutMark(head: Uint8Array): Encoding | null {
  const pairs = Math.min(head.length >> 1, 2048);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > 0.3 * pairs && even < 0.05 * pairs) return 'utf-16le';
  if (even > 0.3 * pairs && odd < 0.05 * pairs) return 'utf-16be';
  return null;
}

/**
 * Byte order mark, then the zero bytes of UTF-16, then whether the whole file is valid UTF-8, else windows-1252.
 * Reads the whole file unless the first bytes decide.
 */
export async function detectEncoding(source: ByteSource, signal?: AbortSignal): Promise<DetectedEncoding> {
  const head = await read(source, 0, 4096);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', evidence: 'UTF-8, by its byte order mark' };
  if (head[0] === 0xff && head[1] === 0xfe)
    return { encoding: 'utf-16le', evidence: 'UTF-16, by its byte order mark' };
  if (head[0] === 0xfe && head[1] === 0xff)
    return { encoding: 'utf-16be', evidence: 'UTF-16 (big endian), by its byte order mark' };
  const utf16 = utf16WithoutMark(head);
  if (utf16) return { encoding: utf16, evidence: 'UTF-16, by the zero bytes between its letters' };

  const decoder = new TextDecoder('utf-8', { fatal: true });
  let beyondAscii = false;
  for (let at = 0; at < source.size; at += BLOCK_BYTES) {
    signal?.throwIfAborted();
    const block = await read(source, at, Math.min(source.size, at + BLOCK_BYTES));
    try {
      const text = decoder.decode(block, { stream: at + BLOCK_BYTES < source.size });
      beyondAscii ||= text.length !== block.length;
    } catch {
      return { encoding: 'windows-1252', evidence: 'Windows-1252, because it is not valid UTF-8' };
    }
  }
  return { encoding: 'utf-8', evidence: beyondAscii ? 'UTF-8, valid throughout' : 'plain ASCII' };
}

export interface Block {
  /** UTF-8 without a byte order mark. */
  bytes: Uint8Array;
  /** Bytes of the file read so far. */
  read: number;
}

/** The file as UTF-8, in order. @param end byte to stop before; the whole file by default */
export async function* utf8Blocks(
  source: ByteSource,
  encoding: Encoding,
  end: number = source.size,
): AsyncGenerator<Block> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for (let at = 0; at < end; at += BLOCK_BYTES) {
    const stop = Math.min(end, at + BLOCK_BYTES);
    const block = await read(source, at, stop);
    let bytes = block;
    if (decoder) bytes = encoder.encode(decoder.decode(block, { stream: stop < end }));
    else if (at === 0 && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf)
      bytes = block.subarray(3);
    yield { bytes, read: stop };
  }
}

const FINGERPRINT_BLOCK = 16 * 1024 * 1024;

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * SHA-256 of a file of up to 16 MiB; of its 16 MiB blocks' digests, one after the other, beyond: the browser has
 * no digest of a stream, and reading a large file at once would hold all of it.
 */
export async function fingerprint(source: ByteSource): Promise<string> {
  const digests: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < source.size; at += FINGERPRINT_BLOCK) {
    const block = await read(source, at, Math.min(source.size, at + FINGERPRINT_BLOCK));
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', block as BufferSource)));
  }
  if (digests.length === 1) return hex(digests[0]!.buffer as ArrayBuffer);
  const all = new Uint8Array(digests.length * 32);
  digests.forEach((digest, i) => {
    all.set(digest, i * 32);
  });
  return hex(await crypto.subtle.digest('SHA-256', all));
}
