import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleFiles } from '../generator/csv';
import { partnerLike } from '../generator/partners';
import { importFiles } from './harness/import-files';
import { panelParts } from './harness/panel';
import { createWorld, picturesOnFailure, type World } from './harness/world';

/** Rows of the leads file that are wrong on purpose. */
const BAD_LEADS = 3;

describe('import in Chromium', () => {
  let world: World;
  let options: Page;
  let files: ReturnType<typeof sampleFiles>;
  beforeAll(async () => {
    world = await createWorld({ empty: true, scale: 0.1 });
    files = sampleFiles(world.data);
    options = await world.lens.open('options.html#/import');
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  const rowsOf = (name: string) => files.find((file) => file.name === name)!.rows;
  const good = (name: string) => rowsOf(name) - (name === 'leads.csv' ? BAD_LEADS : 0);

  it('says that there is no data before the first import', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    const panel = await world.lens.panel(page);
    await expect.poll(() => panelParts(panel).landmark.textContent()).toMatch(/no data yet/i);
    await page.close();
  });

  it('takes all files of four encodings at once and adds every good row', async () => {
    const imported = await importFiles(options, files);
    expect(imported).toHaveLength(files.length);
    expect(files.length).toBeGreaterThan(25);
    for (const { name, added, changed, unchanged, rejected } of imported)
      expect({ name, added, changed, unchanged, rejected }).toEqual({
        name,
        added: good(name),
        changed: 0,
        unchanged: 0,
        rejected: rowsOf(name) - good(name),
      });
  });

  it('lists the bad rows with file, row, column and reason, and hands them out', async () => {
    const table = options.getByRole('table', { name: 'Rejected rows' });
    await table.waitFor();
    const text = (await table.textContent()) ?? '';
    expect(text).toContain('last week');
    expect(text).toContain('2025-13-04');
    const [download] = await Promise.all([
      options.waitForEvent('download'),
      options.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });

  it('reaches an open page without a reload', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    const panel = await world.lens.panel(page);
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(partnerLike('star').name);
    await page.close();
  });

  it('adds nothing when the same files come again', async () => {
    await options.reload();
    const again = await importFiles(options, files);
    for (const { name, added, changed, unchanged } of again)
      expect({ name, added, changed, unchanged }).toEqual({
        name,
        added: 0,
        changed: 0,
        unchanged: good(name),
      });
  });

  it('takes a table pasted from a sheet, and changes the rows that differ', async () => {
    await options.reload();
    const deal = world.data.deals[1]!;
    const lines = [
      'Opportunity ID\tOpportunity Name\tPartner Account\tStage\tCreated Date\tAmount',
      `${deal.id}\tA new name\t${deal.partner!.name}\tNegotiation\t2026-01-15\t12345.67`,
    ];
    await options.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, lines.join('\n'));
    const start = options.getByRole('button', { name: 'Start import' });
    await expect.poll(() => start.isEnabled()).toBe(true);
    await start.click();
    const row = options.getByRole('table', { name: 'Imported files' }).getByRole('row').last();
    await row.waitFor();
    await expect.poll(() => row.getByRole('cell').allTextContents()).toEqual(['Deals', '0', '1', '0', '0']);
  });
});
