import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../generator/random';
import { bundled } from './harness/bundle';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { importFiles } from './harness/import-files';
import type { VisibleStore } from './harness/visible';

declare const store: VisibleStore;

/** How often the browser is killed in each; more on request, since each time takes some seconds. */
const KILLS = Number(process.env.PARTNER_LENS_KILLS ?? 2);
const PARTNERS = 20;

/** Deals of many partners. */
function deals(first: number, rows: number) {
  const lines = ['Deal ID,Partner,Stage,Create Date,Close Date,Amount'];
  for (let i = first; i < first + rows; i++)
    lines.push(`D-${i},P${i % PARTNERS},Closed Won,2026-01-05,2026-03-${10 + (i % 18)},${i}.50`);
  return { name: `deals-${first}.csv`, bytes: new TextEncoder().encode(lines.join('\n')) };
}

describe('a browser that is killed in Chromium', () => {
  const random = new Random(process.env.PARTNER_LENS_KILL_SEED ?? 'restore');
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-restore-'));
  const profile = join(folder, 'profile');
  const backup = join(folder, 'all.plbackup');
  let script: string;
  let lens: ChromiumLens;
  let page: Page;

  const open = async () => {
    lens = await startChromium({ profile });
    page = await lens.open('options.html#/data');
    await page.evaluate(script);
  };
  const state = () => page.evaluate(async () => (await store.visible()).state);
  const ask = (request: string, input: object) =>
    page.evaluate(
      async (message) => {
        // @ts-expect-error chrome exists in the extension's pages
        const reply = await chrome.runtime.sendMessage(message);
        if (!reply.ok) throw new Error(reply.error.message);
      },
      { request, input },
    );
  /** A moment of the work at random is what is tested here; nothing waits for it. */
  const killDuring = async (work: () => Promise<unknown>, lasts: number) => {
    const ended = work().catch(() => undefined);
    await page.waitForTimeout(random.next() * lasts);
    await lens.kill();
    await ended;
    await open();
  };
  /** How long it takes undisturbed. */
  const timed = async (work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };

  beforeAll(async () => {
    script = await bundled('tests/browser/harness/visible.ts');
    await open();
    await page.goto(`${lens.origin}/options.html#/import`);
    await importFiles(page, [deals(0, 5_000), deals(5_000, 500)]);
    await page.goto(`${lens.origin}/options.html#/data`);
  });
  afterAll(async () => {
    await lens?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it('during a merge has both partners or one', { timeout: 120_000 }, async () => {
    const pair = { from: 'name:p1', into: 'name:p2' };
    const two = await state();
    const lasts = await timed(() => ask('partners.merge', { ...pair, because: [] }));
    const one = await state();
    expect(one).not.toBe(two);
    await ask('partners.unmerge', { id: pair.from });
    expect(await state()).toBe(two);
    // What has been written once is on the disk when the browser has ended.
    await lens.close();
    await open();
    for (let kill = 0; kill < KILLS; kill++) {
      await killDuring(() => ask('partners.merge', { ...pair, because: [] }), lasts);
      const now = await state();
      expect([one, two]).toContain(now);
      if (now === one) await ask('partners.unmerge', { id: pair.from });
    }
    expect(await state()).toBe(two);
  });

  it('during a restore has what was there or what is in the backup', { timeout: 180_000 }, async () => {
    const saved = await state();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save a backup' }).click(),
    ]);
    await download.saveAs(backup);
    const restore = async () => {
      await page.getByLabel('Backup to restore').setInputFiles(backup);
      const dialog = page.getByRole('dialog', { name: 'Restore this backup?' });
      await dialog.getByLabel('Type “restore” to confirm').fill('restore');
      return async () => {
        await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
        await page.getByText(/^The backup of .* was restored\.$/).waitFor();
      };
    };
    /** Takes the last import back. */
    const undo = () => page.evaluate(async () => store.undo((await store.visible()).imports[0]!));

    await undo();
    const later = await state();
    expect(later).not.toBe(saved);
    const lasts = await timed(await restore());
    expect(await state()).toBe(saved);
    await undo();
    await lens.close();
    await open();
    for (let kill = 0; kill < KILLS; kill++) {
      await killDuring(await restore(), lasts);
      const now = await state();
      expect([saved, later]).toContain(now);
      if (now === saved) await undo();
    }
    await (await restore())();
    expect(await state()).toBe(saved);
  });
});
