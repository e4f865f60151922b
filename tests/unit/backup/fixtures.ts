import type { BackupOptions } from '@/lib/backup/backup';
import { writeBackup } from '@/lib/backup/backup';
import type { LensDatabase } from '@/lib/store/db';

export const NOW = new Date('2026-03-31T10:00:00Z');

/** A sink that keeps what it is given. */
export function memorySink() {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const state = { closed: false, aborted: undefined as unknown };
  const sink = new WritableStream<Uint8Array>({
    write: (bytes) => void parts.push(bytes.slice()),
    close() {
      state.closed = true;
    },
    abort(reason) {
      state.aborted = reason;
    },
  });
  return { sink, state, file: () => new Blob(parts) };
}

export async function backupOf(db: LensDatabase, over: Partial<BackupOptions> = {}): Promise<Blob> {
  const { sink, file } = memorySink();
  await writeBackup(db, sink, { app: '1.2.3', now: NOW, ...over });
  return file();
}

/** A row for any table: its key, and values of every kind beside it. */
export function anyRow(keyPath: string | readonly string[], key: number): Record<string, unknown> {
  const keys = typeof keyPath === 'string' ? [keyPath] : keyPath;
  return {
    text: `Grüße ${key} \u{1f91d}`,
    broken: '\ud800x',
    nothing: null,
    missing: undefined,
    numbers: [key, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-320],
    columns: { amount: Float64Array.of(key, Number.NaN, -0), id: Uint32Array.of(key, 2 ** 32 - 1) },
    codes: Uint8Array.of(key, 255),
    at: new Date(key * 1e9),
    ...Object.fromEntries(keys.map((name, i) => [name, i === 0 ? `k${key}` : key])),
  };
}

/** Rows in every table that the schema has, whatever these are. */
export async function fillEveryTable(db: LensDatabase, rows: number): Promise<void> {
  for (const table of db.tables) {
    const { keyPath, auto } = table.schema.primKey;
    for (let key = 1; key <= rows; key++) {
      const row = anyRow(keyPath as string | string[], key);
      if (auto) row[keyPath as string] = key * 3;
      await table.put(row);
    }
  }
}
