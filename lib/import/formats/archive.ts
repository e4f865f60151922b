/** ZIP archives, workbooks among them, read in slices: an entry is unpacked as it is read and never held as a whole. */
import { type FileEntry, type Reader, ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js';
import type { ByteSource } from '../decode';
import { bombReason } from './bounds';

/** Bytes of the archive fetched at once. */
const CHUNK = 1 << 20;
/** Unpacking happens in the worker that the import runs in; sums of what was unpacked are checked. */
const OPTIONS = { useWebWorkers: false, checkSignature: true, useCompressionStream: true } as const;

export interface ArchiveEntry {
  name: string;
  compressedSize: number;
  uncompressedSize: number;
  encrypted: boolean;
}

/** What the library reads from. */
class SourceReader {
  readonly size: number;
  constructor(private readonly source: ByteSource) {
    this.size = source.size;
  }

  async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(this.size, offset + length);
    return new Uint8Array(await this.source.slice(offset, end).arrayBuffer());
  }

  createReadable(range: { offset?: number; size?: number } = {}): ReadableStream<Uint8Array> {
    let at = range.offset ?? 0;
    const end = Math.min(this.size, at + (range.size ?? this.size));
    return new ReadableStream({
      pull: async (controller) => {
        const length = Math.min(CHUNK, end - at);
        if (length > 0) controller.enqueue(await this.readUint8Array(at, length));
        at += length;
        if (at >= end) controller.close();
      },
    });
  }
}

export class Archive {
  readonly #entries = new Map<string, FileEntry>();

  private constructor(
    private readonly source: ByteSource,
    entries: readonly FileEntry[],
  ) {
    // Of entries with one name the first counts, as spreadsheets have it.
    for (const entry of entries)
      if (!this.#entries.has(entry.filename)) this.#entries.set(entry.filename, entry);
  }

  /** @throws Error in words when the archive is damaged or would unpack to more than is sane */
  static async open(source: ByteSource): Promise<Archive> {
    let entries: FileEntry[];
    try {
      const reader = new SourceReader(source) as unknown as Reader<unknown>;
      const zip = new ZipReader(reader, { ...OPTIONS, filenameValidation: 'tolerant' });
      entries = (await zip.getEntries()).filter((entry) => !entry.directory);
    } catch (cause) {
      throw new Error(
        `"${source.name}" is damaged or cut off: it begins like an archive or workbook, but its table of contents cannot be read. Download or export it again.`,
        { cause },
      );
    }
    const reason = bombReason(entries);
    if (reason)
      throw new Error(`"${source.name}" ${reason}. Unpack it yourself and choose the tables in it.`);
    return new Archive(source, entries);
  }

  get entries(): ArchiveEntry[] {
    return [...this.#entries.values()].map(({ filename, compressedSize, uncompressedSize, encrypted }) => ({
      name: filename,
      compressedSize,
      uncompressedSize,
      encrypted,
    }));
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  size(name: string): number {
    return this.#entries.get(name)?.uncompressedSize ?? 0;
  }

  /**
   * Unpacks an entry as it is read.
   * @throws Error when there is none, it is encrypted, damaged, or larger than it says
   */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    const what = `"${name}" in "${this.source.name}"`;
    if (!entry) throw new Error(`${what} is missing: the file is damaged. Export it again.`);
    if (entry.encrypted) throw new Error(`${what} has a password. Unpack it and choose the file itself.`);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const written = entry.getData(writable, OPTIONS);
    // An error before the first byte leaves the stream open: it is waited for beside the bytes.
    const failure = written.then(() => new Promise<never>(() => {}));
    failure.catch(() => undefined);
    let length = 0;
    let ended = false;
    const reader = readable.getReader();
    try {
      for (;;) {
        const { done, value } = await Promise.race([reader.read(), failure]);
        if (done) break;
        length += value.length;
        if (length > entry.uncompressedSize) throw new Error('it is larger than it says');
        yield value;
      }
      ended = true;
      await written;
    } catch (cause) {
      throw new Error(`${what} is damaged or cut off. Export or download it again.`, { cause });
    } finally {
      if (!ended) void reader.cancel().catch(() => undefined);
    }
  }

  /** A whole entry. @throws Error as `read`, and when it is larger than `most` bytes */
  async bytes(name: string, most: number): Promise<Uint8Array> {
    const size = this.size(name);
    if (size > most)
      throw new Error(
        `"${name}" in "${this.source.name}" is too large to be opened (${Math.round(size / 2 ** 20)} MB; at most ${Math.round(most / 2 ** 20)} MB). Save what you need as CSV and choose that.`,
      );
    const bytes = new Uint8Array(size);
    let at = 0;
    for await (const chunk of this.read(name)) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes.subarray(0, at);
  }
}
