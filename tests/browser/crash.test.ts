import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../generator/random';
import { outputOf } from '../tools/build.mjs';
import { bundled } from './harness/bundle';
import { type ChromiumLens, type ChromiumOptions, startChromium } from './harness/chromium';
import { until } from './harness/until';
import type { Visible, VisibleStore } from './harness/visible';

declare const store: VisibleStore;
interface Chrome {
  chrome: { storage: { local: { get(): Promise<object> } } };
}

/** How often the browser is killed; more on request, since each time takes some seconds. */
const KILLS = Number(process.env.PARTNER_LENS_KILLS ?? 3);
/** Enough rows for several blocks, and for some time to be killed in. */
const ROWS = 120_000;

/** So many that a browser which is closed at the first stored part has not read them all. */
const MANY_ROWS = 300_000;

/** What the disk has room for beyond what is stored, bytes; less than the rows need. */
const ROOM = 1_500_000;

/** Whether the browser refuses to store that many bytes more; in a page. */
async function isFull(bytes: number): Promise<boolean> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const opening = indexedDB.open('room', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('bytes');
  const probe = await done(opening);
  const transaction = probe.transaction('bytes', 'readwrite', { durability: 'strict' });
  const full = await new Promise<boolean>((resolve) => {
    transaction.oncomplete = () => resolve(false);
    transaction.onabort = () => resolve(true);
    const noise = new Uint8Array(bytes);
    for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
    transaction.objectStore('bytes').put(noise, 0);
  });
  probe.close();
  await done(indexedDB.deleteDatabase('room'));
  return full;
}

/** Some records in a database beside the product's: the last ones of the browser's journal, which is one for both. */
async function append(records: number): Promise<void> {
  const opening = indexedDB.open('beside', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('bytes');
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const transaction = db.transaction('bytes', 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore('bytes');
  for (let i = 0; i < records; i++) store.put(crypto.getRandomValues(new Uint8Array(20_000)), i);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  db.close();
}

/** Deals with a new version of a row, a repeated and a bad one now and then. */
function deals(rows: number, factor: number): string {
  const lines = ['Deal ID,Deal Name,Partner,Stage,Create Date,Close Date,Amount,Owner,Region'];
  for (let i = 0; i < rows; i++) {
    const id = i % 997 === 996 ? i - 500 : i;
    const amount = i % 1_999 === 1_998 ? 'unknown' : `${i * factor}.50`;
    const day = `2026-0${1 + (i % 9)}-${String(1 + (i % 28)).padStart(2, '0')}`;
    lines.push(
      `D-${id},Deal ${id},Partner ${i % 400},Won,${day},${day},${amount},Owner ${i % 50},Region ${i % 7}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

describe('an import in Chromium', () => {
  const random = new Random(process.env.PARTNER_LENS_KILL_SEED ?? 'kills');
  let folder: string;
  let profile: string;
  let script: string;
  let lens: ChromiumLens;
  let page: Page;
  const file = (name: string) => join(folder, name);

  const open = async (options: ChromiumOptions = { profile }) => {
    lens = await startChromium(options);
    page = await lens.open('options.html#/import');
    await page.evaluate(script);
  };
  const visible = (): Promise<Visible> => page.evaluate(() => store.visible());
  const begin = async (path: string) => {
    await page.getByLabel('Files to import').setInputFiles(path);
    const start = page.getByRole('button', { name: 'Start import' });
    await until('the file to be read', () => start.isEnabled(), 120_000);
    await start.click();
  };
  const finish = async (title: string) => {
    await page.getByRole('heading', { name: title, exact: true }).waitFor({ timeout: 180_000 });
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'partner-lens-crash-'));
    profile = join(folder, 'profile');
    writeFileSync(file('first.csv'), deals(3_000, 1));
    writeFileSync(file('second.csv'), deals(ROWS, 2));
    script = await bundled('tests/browser/harness/visible.ts');
    await open();
  });
  afterAll(async () => {
    await lens?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it('killed at any moment leaves the old or the new state, and goes on from there', {
    timeout: 120_000 + KILLS * 60_000,
  }, async () => {
    await begin(file('first.csv'));
    await finish('Imported');
    const before = await visible();
    expect(before.rows).toBeGreaterThan(2_900);

    // Once without a crash: what the new state is, and how long there is to be killed in.
    await page.reload();
    await page.evaluate(script);
    await begin(file('second.csv'));
    const started = performance.now();
    await finish('Imported');
    const lasts = performance.now() - started;
    const after = await visible();
    expect(after.rows).toBeGreaterThan(ROWS - 1_000);
    const undo = () => page.evaluate((id) => store.undo(id), after.imports[0]!);
    await undo();
    expect((await visible()).state).toBe(before.state);
    // A profile has been closed before: what the browser keeps of its storage is on the disk then.
    await lens.close();
    await open();

    const seen = { old: 0, new: 0, resumable: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      await page.reload();
      await begin(file('second.csv'));
      // A moment of the import at random is what is tested here; nothing waits for it.
      await page.waitForTimeout(random.next() * lasts);
      await lens.kill();
      await open();
      const now = await visible();
      if (now.state === after.state) {
        seen.new++;
        expect(now.unfinished).toEqual([]);
        await page.evaluate((id) => store.undo(id), now.imports[0]!);
      } else {
        seen.old++;
        expect(now.state).toBe(before.state);
        expect(now.unfinished.length).toBeLessThanOrEqual(1);
        if (now.unfinished[0]) await page.getByText('The import of second.csv did not finish.').waitFor();
        if (now.unfinished[0]?.record) {
          seen.resumable++;
          await page.getByText(/goes on behind row/).waitFor();
        }
      }
    }
    console.info(`killed ${KILLS} times within ${Math.round(lasts)} ms: ${JSON.stringify(seen)}`);
    await page.reload();
    await page.evaluate(script);
    await begin(file('second.csv'));
    await finish('Imported');
    const end = await visible();
    expect(end.state).toBe(after.state);
    expect(end.unfinished).toEqual([]);
  });

  it('goes on with one click where the browser tells the place of a file', { timeout: 240_000 }, async () => {
    await lens.close();
    await open({ profile: join(folder, 'placed-profile') });
    // A file of the browser's own file system: its place is a handle as that of a file of the disk, which no dialog
    // has to give.
    const choose = async () => {
      await page.evaluate(
        async (text) => {
          const root = await navigator.storage.getDirectory();
          const handle = await root.getFileHandle('placed.csv', { create: true });
          const writing = await handle.createWritable();
          await writing.write(text);
          await writing.close();
          Object.assign(window, { showOpenFilePicker: async () => [handle] });
        },
        deals(MANY_ROWS, 3),
      );
      await page.getByRole('button', { name: 'Choose files' }).click();
    };
    await choose();
    const start = page.getByRole('button', { name: 'Start import' });
    await until('the file to be read', () => start.isEnabled(), 120_000);
    await start.click();
    await until('a part to be stored', async () => (await visible()).unfinished[0]?.record, 60_000);
    await lens.close();

    await open({ profile: join(folder, 'placed-profile') });
    expect((await visible()).rows).toBe(0);
    await page.getByText('The import of placed.csv did not finish.').waitFor();
    await page.getByText(/goes on behind row/).waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await finish('Imported');
    const { rows, imports, unfinished } = await visible();
    expect([imports.length, unfinished]).toEqual([1, []]);
    expect(rows).toBeGreaterThan(MANY_ROWS - 1_000);
    await expect(page.getByText(/did not finish/).count()).resolves.toBe(0);
  });

  it('outlives a crash in the middle of what the browser wrote, and is missed where the browser lost it', {
    timeout: 240_000,
  }, async () => {
    await lens.close();
    const crashed = join(folder, 'crashed-profile');
    await open({ profile: crashed });
    await begin(file('first.csv'));
    await finish('Imported');
    await page.getByText(/The scorecards of .* (are ready|are up to date)/).waitFor();
    const { rows } = await visible();
    await page.evaluate(append, 20);
    await lens.close();

    // The last record is cut short, as by the end of the process that wrote it.
    const stores = join(crashed, 'Default', 'IndexedDB');
    const [store] = readdirSync(stores).filter((name) => name.endsWith('.indexeddb.leveldb'));
    const journals = () => readdirSync(join(stores, store!)).filter((name) => name.endsWith('.log'));
    const journal = journals().sort().at(-1)!;
    truncateSync(join(stores, store!, journal), statSync(join(stores, store!, journal)).size - 3);
    await open({ profile: crashed });
    await until('a new journal', () => !journals().includes(journal), 60_000);
    await page.evaluate(append, 3);
    await lens.close();
    await open({ profile: crashed });
    expect((await visible()).rows).toBe(rows);

    await lens.close();
    rmSync(stores, { recursive: true });
    await open({ profile: crashed });
    await page.getByText('The browser lost what Partner Lens had stored').waitFor();
    await page.getByText(/there were 1 import and 400 partners/).waitFor();
  });

  it('that is undone, or erased with all else, is there as a whole or not at all after a crash', async () => {
    await lens.close();
    const killed = { profile: join(folder, 'killed-profile') };
    await open(killed);
    await begin(file('first.csv'));
    await finish('Imported');
    const { rows, imports } = await visible();
    const there = async () => {
      const now = await visible();
      return [now.rows, now.imports.length];
    };
    /** A moment of the work at random is what is tested here; nothing waits for it. */
    const killDuring = async (work: Promise<unknown>, lasts: number) => {
      const ended = work.catch(() => undefined);
      await page.waitForTimeout(random.next() * lasts);
      await lens.kill();
      await ended;
      await open(killed);
    };

    await killDuring(
      page.evaluate((id) => store.undo(id), imports[0]!),
      300,
    );
    expect([
      [rows, 1],
      [0, 0],
    ]).toContainEqual(await there());
    if ((await visible()).rows === 0) {
      await begin(file('first.csv'));
      await finish('Imported');
    }

    await page.goto(`${lens.origin}/options.html#/data`);
    await page.getByRole('button', { name: 'Erase everything…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase everything?' });
    await dialog.getByLabel('Type “erase” to confirm').fill('erase');
    await killDuring(dialog.getByRole('button', { name: 'Erase everything', exact: true }).click(), 600);
    // One that had begun is brought to its end by the background, which then notes anew what is there.
    const noted = () =>
      page.evaluate(async () =>
        Object.keys(await (globalThis as never as Chrome).chrome.storage.local.get()).filter((key) =>
          ['erasing', 'kept', 'lost'].includes(key),
        ),
      );
    await expect.poll(noted).toEqual(['kept']);
    expect([
      [rows, 1],
      [0, 0],
    ]).toContainEqual(await there());
  });

  it('that the disk has no room for leaves the old state and says so, and one can be undone', async () => {
    // The browser counts against a quota only what has no permission for more.
    const extension = join(folder, 'limited');
    cpSync(outputOf('chrome', 'e2e'), extension, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
    manifest.permissions = manifest.permissions.filter((name: string) => name !== 'unlimitedStorage');
    writeFileSync(join(extension, 'manifest.json'), JSON.stringify(manifest));
    await lens.close();
    await open({ profile: join(folder, 'limited-profile'), extension });
    await begin(file('first.csv'));
    await finish('Imported');
    const before = await visible();

    const session = await lens.context.newCDPSession(page);
    const { origin } = lens;
    let quotaSize = Number.POSITIVE_INFINITY;
    // The browser looks at a quota every half minute only, and tidies up its files meanwhile: until then there is room
    // for more than it allows.
    const isKept = async () => {
      const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
      if (usage + ROOM < quotaSize) {
        quotaSize = usage + ROOM;
        await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
      }
      return page.evaluate(isFull, 2 * ROOM);
    };
    await until('the browser to keep to the quota', isKept, 90_000);
    await page.reload();
    await page.evaluate(script);
    await begin(file('second.csv'));
    await page.getByRole('heading', { name: 'Not imported' }).waitFor();
    await page.getByText(/no more room on the disk/).waitFor();
    const after = await visible();
    expect(after.state).toBe(before.state);
    expect(after.unfinished).toEqual([]);

    // Not a byte of room is left: undoing an import deletes only.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await until('no room to be left', () => page.evaluate(isFull, 1), 90_000);
    await page.evaluate((id) => store.undo(id), after.imports[0]!);
    expect(await visible()).toMatchObject({ rows: 0, imports: [] });
    await session.send('Storage.overrideQuotaForOrigin', { origin });
  });
});
