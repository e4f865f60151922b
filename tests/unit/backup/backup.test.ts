import Dexie from 'dexie';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BackupOptions, writeBackup } from '@/lib/backup/backup';
import { concat } from '@/lib/backup/bytes';
import { frameWriter, type Head, readFrames, readHead, writeHead } from '@/lib/backup/container';
import { BackupError, PassphraseError } from '@/lib/backup/error';
import { RecordPieces } from '@/lib/backup/records';
import { openBackup, type RestoreOptions, restoreBackup } from '@/lib/backup/restore';
import { cipherSeal, digestSeal, keyOf, type Seal } from '@/lib/backup/seal';
import { LensDatabase, migrations } from '@/lib/store/db';
import { placeholder } from '@/lib/store/placeholders';
import { eraseSecrets, writeSecret } from '@/lib/store/secrets';
import { freshDatabase, snapshot } from '../store/fixtures';
import { backupOf, fillEveryTable, memorySink, NOW } from './fixtures';

const NEWEST = migrations.at(-1)!.version;
/** What no file holds. */
const BOUND = ['keys', 'keys keys', 'begun', 'begun keys'];

const without = (all: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

/** What a backup in clear holds, as text. */
async function unpacked(file: Blob): Promise<string> {
  const head = await readHead(file, NEWEST);
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for await (const frame of readFrames(file, head, digestSeal(head.digest))) frames.push(frame);
  const stream = new Blob(frames).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new TextDecoder('latin1').decode(await new Response(stream).arrayBuffer());
}

/** Why a restore is refused; it must change nothing. */
async function refusal(file: Blob, options: RestoreOptions = {}): Promise<Error> {
  const db = freshDatabase();
  await db.settings.put({ key: 'mine', value: 'as before' });
  const before = await snapshot(db);
  const why = await restoreBackup(db, file, options).then(
    () => null,
    (cause: Error) => cause,
  );
  expect(why).toBeInstanceOf(Error);
  expect(await snapshot(db)).toEqual(before);
  return why!;
}

describe('a backup and its restore', () => {
  for (const passphrase of [undefined, 'four words of my own']) {
    it(`brings back every row of every table, ${passphrase ? 'encrypted' : 'in clear'}`, async () => {
      const from = freshDatabase();
      await fillEveryTable(from, 40);
      const file = await backupOf(from, { passphrase });
      const to = freshDatabase();
      await fillEveryTable(to, 3);
      const kept = await to.table('keys').toArray();
      await restoreBackup(to, file, { passphrase });
      expect(without(await snapshot(to), BOUND)).toStrictEqual(without(await snapshot(from), BOUND));
      expect(await to.table('keys').toArray()).toEqual(kept);
      const again = await backupOf(to, { passphrase });
      expect(Math.abs(again.size - file.size)).toBeLessThan(file.size / 10);
    });
  }

  it('holds any rows, byte for byte', async () => {
    const rows = fc.uniqueArray(
      fc.record({ key: fc.string({ minLength: 1 }), value: fc.anything({ withMap: true, withDate: true }) }),
      { selector: ({ key }) => key, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (settings) => {
        const from = freshDatabase();
        await from.settings.bulkPut(settings.filter(({ key }) => key !== 'database'));
        const to = freshDatabase();
        await restoreBackup(to, await backupOf(from));
        expect(await snapshot(to)).toStrictEqual(await snapshot(from));
      }),
      { numRuns: 25 },
    );
  });

  it('is one state of the database: what is written meanwhile is not in it', async () => {
    const from = freshDatabase();
    await from.settings.put({ key: 'a', value: 1 });
    const { sink, file } = memorySink();
    let late: Promise<unknown> | undefined;
    const onProgress = () => {
      // As another page would, outside of the backup's own transaction.
      late ??= Dexie.ignoreTransaction(() => from.settings.put({ key: 'z', value: 2 }));
    };
    await from.plans.put({ scope: 'type:x', items: [] });
    await writeBackup(from, sink, { app: '1', now: NOW, onProgress });
    await late;
    expect(await from.settings.count()).toBe(2);
    const to = freshDatabase();
    await restoreBackup(to, file());
    expect(await to.settings.toArray()).toEqual([{ key: 'a', value: 1 }]);
  });

  it('tells how far it is, and stops when told to', async () => {
    const from = freshDatabase();
    await fillEveryTable(from, 20);
    const heard: number[] = [];
    const file = await backupOf(from, { onProgress: ({ done, of }) => heard.push(done / of) });
    expect(heard.at(-1)).toBe(1);
    expect([...heard].sort((a, b) => a - b)).toEqual(heard);

    const stop = new AbortController();
    const { sink, state } = memorySink();
    const options: BackupOptions = {
      app: '1',
      now: NOW,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    };
    await expect(writeBackup(from, sink, options)).rejects.toMatchObject({ name: 'AbortError' });
    expect(state.closed).toBe(false);
    expect(state.aborted).toBeDefined();

    const again = new AbortController();
    const why = await refusal(file, { signal: again.signal, onProgress: () => again.abort() });
    expect(why.name).toBe('AbortError');
  });

  it('says when the file could not be written', async () => {
    const from = freshDatabase();
    await fillEveryTable(from, 5);
    const sink = new WritableStream<Uint8Array>({
      write(bytes) {
        if (bytes.length > 600) throw new DOMException('The disk is full.', 'QuotaExceededError');
      },
    });
    await expect(writeBackup(from, sink, { app: '1', now: NOW })).rejects.toThrow('The disk is full.');
  });

  it('of an earlier version becomes one of this', async () => {
    const old = freshDatabase(3);
    const { codes: _, parent: __, foldedCodes: ___, ...row } = placeholder('Northwind GmbH');
    await old.table('partners').put(row);
    const { header } = await openBackup(await backupOf(old));
    expect(header.schema).toBe(3);
    const db = freshDatabase();
    await restoreBackup(db, await backupOf(old));
    expect(await db.partners.toArray()).toEqual([placeholder('Northwind GmbH')]);
  });

  it('leaves nothing of the second database behind', async () => {
    const db = freshDatabase();
    await restoreBackup(db, await backupOf(freshDatabase()));
    await refusal(new Blob(['x']));
    expect((await LensDatabase.getDatabaseNames()).filter((name) => name.endsWith('-restore'))).toEqual([]);
  });
});

describe('what is in the file', () => {
  it('is every table of the schema, but no key and no credential', async () => {
    const db = freshDatabase();
    await writeSecret('a source', 'https://api.example.com', 'pat-na1-do-not-copy');
    const file = await backupOf(db);
    const { header } = await openBackup(file);
    const tables = db.tables.map(({ name }) => name).filter((name) => !BOUND.includes(name));
    expect(header.tables.map(({ name }) => name)).toEqual(tables.sort());
    expect(await unpacked(file)).not.toContain('do-not-copy');
    await eraseSecrets();
  });

  it('cannot be read without the passphrase where there is one', async () => {
    const db = freshDatabase();
    await db.settings.put({ key: 'mine', value: 'correct horse battery' });
    expect(await unpacked(await backupOf(db))).toContain('horse');
    const encrypted = await backupOf(db, { passphrase: 'p' });
    expect(new TextDecoder('latin1').decode(await bytesOf(encrypted))).not.toContain('horse');
    await expect(unpacked(encrypted)).rejects.toThrow(/damaged at block 1/);
  });
});

describe('a backup that is not whole', () => {
  let plain: Blob;
  let sealed: Blob;
  let heads: { file: Blob; head: Head; seal: Seal }[];

  beforeAll(async () => {
    const db = freshDatabase();
    await fillEveryTable(db, 2);
    plain = await backupOf(db);
    sealed = await backupOf(db, { passphrase: 'open sesame' });
    const plainHead = await readHead(plain, NEWEST);
    const sealedHead = await readHead(sealed, NEWEST);
    const key = await keyOf('open sesame', sealedHead.header.encryption!);
    heads = [
      { file: plain, head: plainHead, seal: digestSeal(plainHead.digest) },
      { file: sealed, head: sealedHead, seal: cipherSeal(key, sealedHead.digest) },
    ];
  });

  /** Reads all of a file as a restore does. */
  async function readAll(file: Blob, { head, seal }: { head: Head; seal: Seal }): Promise<number> {
    const now = await readHead(file, NEWEST);
    let bytes = 0;
    // The seal belongs to the head that was written; another head never opens a frame.
    for await (const frame of readFrames(file, { ...head, length: now.length }, seal)) bytes += frame.length;
    return bytes;
  }

  it('is refused wherever one byte was changed', async () => {
    for (const one of heads) {
      const good = await bytesOf(one.file);
      expect(await readAll(one.file, one)).toBeGreaterThan(100);
      for (let at = 0; at < good.length; at++) {
        const bad = good.slice();
        bad[at]! ^= 1 << (at % 8);
        await expect(readAll(new Blob([bad]), one), `byte ${at}`).rejects.toBeInstanceOf(BackupError);
      }
    }
  });

  it('is refused wherever it was cut, and when something follows', async () => {
    for (const one of heads) {
      const good = await bytesOf(one.file);
      for (let at = 0; at < good.length; at++)
        await expect(readAll(new Blob([good.slice(0, at)]), one), `cut at ${at}`).rejects.toBeInstanceOf(
          BackupError,
        );
      await expect(readAll(new Blob([good, 'x']), one)).rejects.toThrow(/goes on after its end/);
    }
  });

  it('is refused by a restore, which changes nothing', async () => {
    const good = await bytesOf(plain);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bad = good.slice();
        bad[at]! ^= change;
        expect(await refusal(new Blob([bad]))).toBeInstanceOf(BackupError);
      }),
      { numRuns: 20 },
    );
    const { message } = await refusal(new Blob([good.slice(0, -3)]));
    expect(message).toMatch(/cut short: it ends within block 1, byte [\d,]+ of [\d,]+\. Take another copy\./);
  });

  it('has its frames in their places', async () => {
    const db = freshDatabase();
    // Three frames and more that cannot be compressed.
    const noise = Array.from({ length: 50 }, () => crypto.getRandomValues(new Uint8Array(65_536)));
    await db.settings.put({ key: 'noise', value: noise });
    for (const passphrase of [undefined, 'pass']) {
      const file = await backupOf(db, { passphrase });
      const bytes = await bytesOf(file);
      const { length } = await readHead(file, NEWEST);
      const frames: Uint8Array[] = [];
      for (let at = length; at < bytes.length; ) {
        const end = at + 5 + new DataView(bytes.buffer).getUint32(at, true);
        frames.push(bytes.slice(at, end));
        at = end;
      }
      expect(frames.length).toBeGreaterThan(3);
      const start = bytes.slice(0, length);
      const whole = new Blob([concat(start, ...frames)]);
      await restoreBackup(freshDatabase(), whole, { passphrase });
      const [first, second, ...rest] = frames as [Uint8Array, Uint8Array, ...Uint8Array[]];
      for (const moved of [
        [second, first, ...rest],
        [first, first, second, ...rest],
        [first, ...rest],
        [first, second],
        [first, rest.at(-1)!],
      ])
        expect((await refusal(new Blob([concat(start, ...moved)]), { passphrase })).message).toMatch(
          /damaged at block \d|cut short/,
        );
      const marked = second.slice();
      marked[4] = 1;
      expect((await refusal(new Blob([concat(start, first, marked)]), { passphrase })).message).toMatch(
        /damaged at block 2/,
      );
    }
  });

  it('does not fit with the frames of another backup', async () => {
    const db = freshDatabase();
    const [a, b] = [await backupOf(db), await backupOf(db)];
    const head = await readHead(a, NEWEST);
    const frames = b.slice((await readHead(b, NEWEST)).length);
    expect((await refusal(new Blob([a.slice(0, head.length), frames]))).message).toMatch(
      /damaged at block 1/,
    );
  });
});

describe('a backup that cannot be read here', () => {
  const header = {
    format: 'partner-lens-backup',
    version: 1,
    schema: NEWEST,
    app: '9.0',
    createdAt: NOW.toISOString(),
    id: 'AAAA',
    tables: [],
    encryption: null,
  } as const;
  const headOf = async (over: object) => new Blob([(await writeHead({ ...header, ...over } as never)).bytes]);

  it('says what it is instead of a backup', async () => {
    expect((await refusal(new Blob(['Deal,Partner\r\n1,A\r\n'.repeat(9)]))).message).toMatch(
      /no backup of Partner Lens.*go to Import/,
    );
    expect((await refusal(new Blob([]))).message).toMatch(/no backup/);
  });

  it('of a later version says which one it needs', async () => {
    expect((await refusal(await headOf({ schema: NEWEST + 1 }))).message).toMatch(
      new RegExp(`later version .*9\\.0, data version ${NEWEST + 1}; this one knows up to ${NEWEST}`),
    );
    expect((await refusal(await headOf({ version: 2, more: true }))).message).toMatch(
      /later version .*file version 2/,
    );
  });

  it('with a head that asks for too much, or says too little, is refused', async () => {
    const encryption = {
      kdf: 'PBKDF2-SHA-256',
      iterations: 2e9,
      salt: 'AAAA',
      cipher: 'AES-256-GCM',
      check: 'AAAA',
    };
    for (const over of [
      { encryption },
      { encryption: { ...encryption, iterations: 1000 } },
      { tables: [{ name: '', rows: 1 }] },
      { surprise: true },
      { schema: 0 },
    ])
      expect((await refusal(await headOf(over))).message).toMatch(/not as it should be/);
  });

  it('names a table that does not exist', async () => {
    const { bytes, digest } = await writeHead({ ...header, tables: [{ name: 'nowhere', rows: 1 }] });
    const body = await digestSeal(digest).seal(0, true, new Uint8Array());
    const length = new Uint8Array(5);
    new DataView(length.buffer).setUint32(0, body.length, true);
    length[4] = 1;
    expect((await refusal(new Blob([bytes, length, body]))).message).toMatch(/does not have: nowhere/);
  });

  it('says so where its records are none, however well they are sealed', async () => {
    const fileOf = async (records: unknown[]) => {
      const { bytes, digest } = await writeHead({ ...header, tables: [{ name: 'settings', rows: 1 }] });
      const pieces = new RecordPieces();
      const full = records.flatMap((record) => pieces.add(record) ?? []);
      const packed = new Blob([...full, pieces.rest()])
        .stream()
        .pipeThrough(new CompressionStream('deflate-raw'));
      const frames = packed.pipeThrough(frameWriter(digestSeal(digest)));
      return new Blob([bytes, await new Response(frames).arrayBuffer()]);
    };
    const row = (key: string) => ({ table: 0, row: { key } });
    await restoreBackup(freshDatabase(), await fileOf([row('a'), { end: [1] }]));
    for (const [records, why] of [
      [[null], /a record that is none/],
      [[7], /a record that is none/],
      [[{ table: 'map', row: {} }], /a record that is none/],
      [[{ table: 0, row: 'text' }], /a record that is none/],
      [[{ end: 1 }], /a record that is none/],
      [[{ table: 1, row: {} }], /names table 1/],
      [[row('a'), row('b'), { end: [2] }], /more than the 1 rows of settings/],
      [[row('a')], /no last record/],
      [[row('a'), { end: [2] }], /says 2 rows of settings and holds 1/],
    ] as const) {
      const error = await refusal(await fileOf([...records]));
      expect(error).toBeInstanceOf(BackupError);
      expect(error.message).toMatch(why);
    }
  });

  it('asks for the passphrase, and says when it is wrong', async () => {
    const file = await backupOf(freshDatabase(), { passphrase: 'Größe 12' });
    expect(await refusal(file)).toBeInstanceOf(PassphraseError);
    const wrong = await refusal(file, { passphrase: 'größe 12' });
    expect(wrong).toBeInstanceOf(PassphraseError);
    expect(wrong.message).toMatch(/not the passphrase/);
    // The same letters as another keyboard types them.
    await restoreBackup(freshDatabase(), file, { passphrase: 'Größe 12'.normalize('NFD') });
    const { header } = await openBackup(file);
    expect(header.encryption!.iterations).toBeGreaterThanOrEqual(600_000);
  });
});
