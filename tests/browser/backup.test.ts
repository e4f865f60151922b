import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partnerLike } from '../generator/partners';
import { panelParts } from './harness/panel';
import { storedTables } from './harness/stored';
import { createWorld, picturesOnFailure, type World } from './harness/world';

const PASSPHRASE = 'nine green lanterns at sea';

describe('backup, erasure and restore', () => {
  let world: World;
  let options: Page;
  let saved: string;
  let before: Record<string, string>;
  beforeAll(async () => {
    world = await createWorld();
    options = await world.lens.open('options.html#/data');
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  /** Nothing but what the background makes of nothing: settings, and a programme without a figure. */
  const emptied = async () =>
    Object.keys(await options.evaluate(storedTables)).every(
      (name) => name === 'settings' || name === 'programme',
    );

  const restore = async (file: { name: string; mimeType: string; buffer: Buffer }, word: boolean) => {
    await options.getByLabel('Backup to restore').setInputFiles(file);
    const dialog = options.getByRole('dialog', { name: 'Restore this backup?' });
    await dialog.getByLabel('Passphrase').fill(PASSPHRASE);
    if (word) await dialog.getByLabel('Type “restore” to confirm').fill('restore');
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    return dialog;
  };

  it('saves everything as an encrypted file', async () => {
    await options.getByLabel('Encrypt it with a passphrase').check();
    await options.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await options.getByLabel('Passphrase again').fill(PASSPHRASE);
    const saving = options.waitForEvent('download');
    await options.getByRole('button', { name: 'Save a backup' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^partner-lens-\d{4}-\d\d-\d\d\.plbackup$/);
    saved = await download.path();
    before = await options.evaluate(storedTables);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['chunks', 'dictionaries', 'partners', 'scorecards']),
    );
    expect(readFileSync(saved, 'latin1')).not.toContain(partnerLike('star').name);
  });

  it('erases everything', async () => {
    await options.getByRole('button', { name: 'Erase everything…' }).click();
    const dialog = options.getByRole('dialog', { name: 'Erase everything?' });
    await dialog.getByLabel('Type “erase” to confirm').fill('erase');
    await dialog.getByRole('button', { name: 'Erase everything', exact: true }).click();
    await options.getByText('Everything was erased.').waitFor();
    expect(await emptied()).toBe(true);
  });

  it('refuses a damaged file and says where', async () => {
    const bad = readFileSync(saved);
    bad[Math.floor(bad.length * 0.6)]! ^= 1;
    const dialog = await restore({ name: 'bad.plbackup', mimeType: '', buffer: bad }, false);
    await dialog.getByText(/damaged at block \d+, byte [\d,]+ of [\d,]+/).waitFor();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    expect(await emptied()).toBe(true);
  });

  it('brings back the same facts and scorecards, byte for byte', async () => {
    await restore({ name: 'good.plbackup', mimeType: '', buffer: readFileSync(saved) }, false);
    await options.getByText(/^The backup of .* was restored\.$/).waitFor();
    await expect.poll(() => options.evaluate(storedTables)).toEqual(before);
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    const panel = await world.lens.panel(page);
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(partnerLike('star').name);
    await panelParts(panel).kpi('Win rate').getByRole('button').click();
    await panel.getByText(/^Recomputed from these [\d,]+ rows: .*, the same\.$/).waitFor();
    await page.close();
  });

  it('replaces what is there only after the word was typed', async () => {
    const dialog = await restore({ name: 'good.plbackup', mimeType: '', buffer: readFileSync(saved) }, true);
    await dialog.waitFor({ state: 'hidden' });
    expect((await options.evaluate(storedTables)).chunks).toBe(before.chunks);
  });
});
