/** The database as one file, streamed: facts of a million rows never stand in memory together. */
import type { LensDatabase } from '../store/db';
import { readWhole, tablesToCopy } from '../store/whole';
import { toBase64 } from './bytes';
import { frameWriter, writeHead } from './container';
import { type BackupHeader, CONTAINER_VERSION } from './header';
import { RecordPieces } from './records';
import { cipherSeal, digestSeal, newKey } from './seal';

/** Rows that were written or read so far. */
export interface Progress {
  done: number;
  of: number;
}

export interface BackupOptions {
  /** Encrypts the file. */
  passphrase?: string;
  /** Version of the extension. */
  app: string;
  now: Date;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** A record of the stream: a row of the header's table with that number, or at the end the rows of each table. */
export type BackupRecord = { table: number; row: unknown } | { end: number[] };

/**
 * Writes everything that is stored, as it is at one moment, and closes the sink.
 *
 * @param sink takes the file; aborted when anything fails
 * @returns the file's head
 * @throws DOMException `AbortError` when the signal fires before the end
 */
export async function writeBackup(
  db: LensDatabase,
  sink: WritableStream<Uint8Array>,
  { passphrase, app, now, onProgress = () => {}, signal }: BackupOptions,
): Promise<BackupHeader> {
  const secret = passphrase === undefined ? null : await newKey(passphrase);
  const tables = tablesToCopy(db);
  const place = new Map(tables.map(({ name }, at) => [name, at]));
  const written = tables.map(() => 0);
  let header: BackupHeader | undefined;
  let records: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>> | undefined;
  let file: Promise<void> = Promise.resolve();
  const pieces = new RecordPieces();
  let done = 0;
  let of = 0;

  const begin = async (counts: Readonly<Record<string, number>>) => {
    of = Object.values(counts).reduce((sum, rows) => sum + rows, 0);
    header = {
      format: 'partner-lens-backup',
      version: CONTAINER_VERSION,
      schema: db.verno,
      app,
      createdAt: now.toISOString(),
      id: toBase64(crypto.getRandomValues(new Uint8Array(16))),
      tables: tables.map(({ name }) => ({ name, rows: counts[name] ?? 0 })),
      encryption: secret?.encryption ?? null,
    };
    const head = await writeHead(header);
    const seal = secret ? cipherSeal(secret.key, head.digest) : digestSeal(head.digest);
    const direct = sink.getWriter();
    await direct.write(head.bytes);
    direct.releaseLock();
    const deflate = new CompressionStream('deflate-raw');
    file = deflate.readable.pipeThrough(frameWriter(seal)).pipeTo(sink, { signal });
    // Heard below; a failure meanwhile must not count as nobody's.
    file.catch(() => {});
    records = deflate.writable.getWriter();
    records.closed.catch(() => {});
  };
  const write = async (table: string, rows: readonly unknown[]) => {
    const at = place.get(table)!;
    for (const row of rows) {
      signal?.throwIfAborted();
      const piece = pieces.add({ table: at, row } satisfies BackupRecord);
      if (piece) await records!.write(piece);
      written[at] = written[at]! + 1;
    }
    done += rows.length;
    onProgress({ done, of });
  };

  try {
    await readWhole(db, tables, begin, write);
    const last = pieces.add({ end: written } satisfies BackupRecord);
    await records!.write(last ?? pieces.rest());
    await records!.close();
    await file;
  } catch (cause) {
    await records?.abort(cause).catch(() => {});
    await file.catch(() => {});
    await sink.abort(cause).catch(() => {});
    throw cause;
  }
  return header!;
}
