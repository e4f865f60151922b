/** From a file in any of the encodings that exports come in to UTF-8 bytes, block by block. */
import { decoderOf } from './dos';
import { guessLegacy, type LegacyEncoding } from './legacy-encoding';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | LegacyEncoding;

/** A file as the importer reads it; a `File` is one. */
export interface ByteSource {
  readonly name: string;
  /** Bytes, of the file that it lies in where there are `blocks`. */
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
  /** The content, where that is not simply the file's bytes: an entry of an archive, a sheet, a list in JSON. */
  blocks?(): AsyncIterable<Block>;
  /** Set where `blocks` give a table: the content is CSV in UTF-8 with commas and `\n`, as `formats` writes it. */
  readonly table?: {
    /** What it is, in words for the mapping page. */
    evidence: string;
    /** Rows are numbered as in the sheet, header and title lines included; else from 1 behind the header. */
    numbered: 'sheet' | 'records';
    /** What was done to its cells on the way, one sentence each; known once all `blocks` are read. */
    notes?: () => readonly string[];
  };
  /** Tells the parts of one file apart in their fingerprints. */
  readonly part?: string;
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

/** The content in order, as it is. */
async function* rawBlocks(source: ByteSource): AsyncGenerator<Block> {
  if (source.blocks) {
    yield* source.blocks();
    return;
  }
  for (let at = 0; at < source.size; at += BLOCK_BYTES) {
    const stop = Math.min(source.size, at + BLOCK_BYTES);
    yield { bytes: await read(source, at, stop), read: stop, final: stop >= source.size };
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

/** Text beyond ASCII that is looked at to tell what it is in, in bytes. */
const TELLING_BYTES = 64 * 1024;

/** Lines that have bytes beyond ASCII, the first of the file. */
async function foreignLines(source: ByteSource, signal?: AbortSignal): Promise<Uint8Array> {
  const out = new Uint8Array(TELLING_BYTES);
  let length = 0;
  for await (const { bytes } of rawBlocks(source)) {
    signal?.throwIfAborted();
    for (let from = 0; from < bytes.length; ) {
      let end = from;
      let foreign = -1;
      for (; end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13; end++)
        if (foreign < 0 && bytes[end]! > 127) foreign = end;
      if (foreign >= 0) {
        const room = TELLING_BYTES - length - 1;
        if (end - from <= room) out.set(bytes.subarray(from, end), length);
        else if (length > 0) return out.subarray(0, length);
        else return bytes.slice(foreign, foreign + room);
        length += end - from;
        out[length++] = 10;
      }
      from = end + 1;
    }
  }
  return out.subarray(0, length);
}

/** Places that are no UTF-8 in text that is UTF-8 but for a few of them; 0 where it is something else. */
function brokenUtf8(lines: Uint8Array): number {
  const text = new TextDecoder().decode(lines);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const letters = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  return broken * 10 <= letters ? broken : 0;
}

/** Lines that are valid UTF-8 by themselves: text of a file that was put together from several. */
function linesInUtf8(lines: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let count = 0;
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf(10, from);
    const to = end < 0 ? lines.length : end;
    try {
      decoder.decode(lines.subarray(from, to));
      count++;
    } catch {
      // In the other encoding.
    }
    from = to + 1;
  }
  return count;
}

/**
 * Byte order mark, then the zero bytes of UTF-16, then whether the whole file is valid UTF-8, else by its words.
 * Reads the whole file unless the first bytes decide.
 */
export async function detectEncoding(source: ByteSource, signal?: AbortSignal): Promise<DetectedEncoding> {
  if (source.table) return { encoding: 'utf-8', evidence: source.table.evidence };
  let decoder: TextDecoder | null = null;
  let beyondAscii = false;
  for await (const { bytes, final } of rawBlocks(source)) {
    signal?.throwIfAborted();
    if (!decoder) {
      const told = byFirstBytes(bytes.subarray(0, 4096));
      if (told) return told;
      decoder = new TextDecoder('utf-8', { fatal: true });
    }
    try {
      const text = decoder.decode(bytes, { stream: !final });
      beyondAscii ||= text.length !== bytes.length;
    } catch {
      const lines = await foreignLines(source, signal);
      const broken = brokenUtf8(lines);
      if (broken > 0)
        return { encoding: 'utf-8', evidence: `UTF-8, but for ${broken} places that are no letters (�)` };
      const { encoding, name } = guessLegacy(lines);
      const evidence = `${name}, because it is not valid UTF-8 and its words read best so`;
      const other = /^windows-125/.test(encoding) ? linesInUtf8(lines) : 0;
      return {
        encoding,
        evidence:
          other > 0
            ? `${evidence}; but ${other} of the lines with such letters ${other === 1 ? 'is' : 'are'} UTF-8 and will be misread: bring the file into one encoding and choose it again`
            : evidence,
      };
    }
  }
  return { encoding: 'utf-8', evidence: beyondAscii ? 'UTF-8, valid throughout' : 'plain ASCII' };
}

function byFirstBytes(head: Uint8Array): DetectedEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', evidence: 'UTF-8, by its byte order mark' };
  if (head[0] === 0xff && head[1] === 0xfe)
    return { encoding: 'utf-16le', evidence: 'UTF-16, by its byte order mark' };
  if (head[0] === 0xfe && head[1] === 0xff)
    return { encoding: 'utf-16be', evidence: 'UTF-16 (big endian), by its byte order mark' };
  const utf16 = utf16WithoutMark(head);
  return utf16 && { encoding: utf16, evidence: 'UTF-16, by the zero bytes between its letters' };
}

export interface Block {
  bytes: Uint8Array;
  /** Bytes of the file read so far. */
  read: number;
  /** Nothing follows. */
  final: boolean;
}

/** The content as UTF-8 without a byte order mark, in order. */
export async function* utf8Blocks(source: ByteSource, encoding: Encoding): AsyncGenerator<Block> {
  const decoder = encoding === 'utf-8' ? null : decoderOf(encoding);
  const encoder = new TextEncoder();
  let first = true;
  for await (const block of rawBlocks(source)) {
    let { bytes } = block;
    if (decoder) bytes = encoder.encode(decoder.decode(bytes, { stream: !block.final }));
    else if (first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    if (block.bytes.length > 0) first = false;
    yield { ...block, bytes };
  }
}

/** The first bytes as UTF-8, and whether they are all there is. @param bytes at least so many, where there are */
export async function headOf(
  source: ByteSource,
  encoding: Encoding,
  bytes: number,
): Promise<{ head: Uint8Array; whole: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  for await (const block of utf8Blocks(source, encoding)) {
    parts.push(block.bytes);
    length += block.bytes.length;
    whole = block.final;
    if (length >= bytes) break;
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    head.set(part, at);
    at += part.length;
  }
  return length > bytes ? { head: head.subarray(0, bytes), whole: false } : { head, whole };
}

const FINGERPRINT_BLOCK = 16 * 1024 * 1024;

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * SHA-256 of a file of up to 16 MiB; of its 16 MiB blocks' digests, one after the other, beyond: the browser has
 * no digest of a stream, and reading a large file at once would hold all of it. A part of a file adds the digest of
 * its name.
 */
export async function fingerprint(source: ByteSource): Promise<string> {
  const digests: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < source.size; at += FINGERPRINT_BLOCK) {
    const block = await read(source, at, Math.min(source.size, at + FINGERPRINT_BLOCK));
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', block as BufferSource)));
  }
  if (source.part !== undefined) {
    const part = new TextEncoder().encode(source.part);
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', part)));
  }
  if (digests.length === 1) return hex(digests[0]!.buffer as ArrayBuffer);
  const all = new Uint8Array(digests.length * 32);
  digests.forEach((digest, i) => {
    all.set(digest, i * 32);
  });
  return hex(await crypto.subtle.digest('SHA-256', all));
}
