import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partnerLike } from '../generator/partners';
import { panelParts, pressUntil, textOf } from './harness/panel';
import { until } from './harness/until';
import { createWorld, picturesOnFailure, type World } from './harness/world';

/** Import, deal page, panel, limit, missing field, popup: the main job from end to end, storage of frames blocked. */
describe('the main job in Chromium', () => {
  let world: World;
  let page: Page;
  let panel: Frame;

  beforeAll(async () => {
    world = await createWorld({ thirdPartyCookies: 'blocked' });
    page = await world.lens.newPage(world.crm.at('/deals/D-0001'));
    panel = await world.lens.panel(page);
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  it('shows the partner of the deal with verdicts, signals and a scorecard', async () => {
    const parts = panelParts(panel);
    await expect.poll(() => parts.partner.textContent()).toBe(partnerLike('discounting').name);
    await expect.poll(() => parts.verdicts.count()).toBe(2);
    await expect
      .poll(() => parts.verdicts.allInnerTexts())
      .toEqual([expect.stringContaining('working'), expect.stringContaining('right way')]);
    await expect.poll(() => parts.signals.count()).toBeGreaterThan(0);
    // The KPIs of its preset first, in balance; the others one click away.
    await parts.scorecard.waitFor();
    const first = await parts.scorecard.getByRole('rowheader').count();
    expect(first).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThanOrEqual(10);
    await panel.getByRole('button', { name: /^Show all \d+ KPIs$/ }).click();
    await expect.poll(() => parts.scorecard.getByRole('rowheader').count()).toBeGreaterThan(50);
  });

  it('scrolls inside its frame once, not the frame and its content', async () => {
    await page.setViewportSize({ width: 1440, height: 640 });
    const overflow = await panel.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    await page.setViewportSize({ width: 1440, height: 1000 });
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('counts what the imported rows say', async () => {
    const { data } = world;
    const partner = partnerLike('discounting');
    const now = new Date(data.options.asOfDay * 86_400_000);
    const from = Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), now.getUTCDate()) / 86_400_000;
    const closed = data.tables.deals!.filter(
      (row) =>
        row.partner === partner.name &&
        row.test !== true &&
        typeof row.closed === 'number' &&
        row.closed >= from,
    );
    const won = closed.filter((row) => row.status === 'won').length;
    const text = await textOf(panelParts(panel).kpi('Win rate'));
    expect(text).toContain(`${((won / closed.length) * 100).toFixed(1)} %`);
    expect(text).toContain(`n ${closed.length}`);
  });

  it('shows a changed limit in the open panel', async () => {
    const row = panelParts(panel).kpi('Win rate');
    const before = await textOf(row);
    const options = await world.lens.open('options.html#/limits');
    // Of the programme's win rate: three times as high is out of anybody's reach.
    await options.getByLabel('Warn limit of Win rate', { exact: true }).fill('3');
    await options.getByLabel('Fail limit of Win rate', { exact: true }).fill('2.9');
    await options.getByRole('button', { name: 'Save limits of Win rate', exact: true }).click();
    await expect.poll(() => textOf(row)).toMatch(/fail$/);
    expect(before).not.toMatch(/fail$/);
    await options.getByRole('button', { name: 'Reset limits of Win rate', exact: true }).click();
    await expect.poll(() => textOf(row)).toBe(before);
    await options.close();
  });

  it('lists the missing fields and brings the page to each', async () => {
    await page.bringToFront();
    const { missing } = panelParts(panel);
    const button = missing.getByRole('button', { name: 'Deal registration no.' });
    await button.waitFor();
    await expect.poll(() => missing.getByRole('button').count()).toBeGreaterThanOrEqual(2);
    await button.click();
    // The record's own edit form opens with the cursor in the field.
    await page.waitForFunction(
      () => (document.activeElement as HTMLInputElement | null)?.name === 'registration',
    );
    expect(page.url()).toBe(world.crm.at('/deals/D-0001/edit'));
    await page.keyboard.type('REG-000001');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-field="registration"]', { hasText: 'REG-000001' }).waitFor();
    await expect.poll(() => missing.getByRole('button', { name: 'Deal registration no.' }).count()).toBe(0);
  });

  it('keeps a flagged record on the worklist, and knows which field was filled since', async () => {
    await panel.getByRole('button', { name: /^Flag this deal/ }).click();
    await panel.getByLabel('Note for the partner manager').fill('Who approved this discount?');
    await pressUntil(
      () => panel.getByRole('button', { name: 'Flag it' }).click({ timeout: 1_000 }),
      () => panel.getByText('Flagged for the partner manager.').isVisible(),
    );
    const name = (await page.getByRole('heading', { level: 1 }).first().textContent())!.trim();
    const options = await world.lens.open('options.html#/worklist');
    const row = options.getByRole('table', { name: 'Worklist' }).getByRole('row').nth(1);
    await expect.poll(() => textOf(row)).toContain('“Who approved this discount?”');
    await expect.poll(() => textOf(row)).toContain(name);
    await row.getByRole('button', { name: /^Details/ }).click();
    const gap = (field: string) =>
      options.getByRole('table', { name: 'Missing fields' }).getByRole('row').filter({ hasText: field });
    await expect.poll(() => textOf(gap('Deal registration no.'))).not.toContain('not yet');
    await expect.poll(() => textOf(gap('Discount approval'))).toContain('not yet');
    await options.close();
    await page.bringToFront();
  });

  it('works on after the service worker was stopped', async () => {
    await world.lens.killWorker();
    await page.getByRole('link', { name: 'Deals', exact: true }).first().click();
    await page.locator('tr[data-row-id="D-0002"] a').first().click();
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(partnerLike('star').name);
    await world.lens.killWorker();
    await panelParts(panel).kpi('Win rate').getByRole('button').click();
    await panel.getByRole('tab', { name: /^Counted/ }).waitFor();
    await until('evidence rows', async () => (await panel.getByRole('row').count()) > 3);
  });

  it('makes a number again from its rows, and saves them from within the frame', async () => {
    await panel.getByText(/^Recomputed from these [\d,]+ rows: .*, the same\.$/).waitFor();
    const counted = Number(
      (await panel.getByRole('tab', { name: /^Counted/ }).textContent())!.replace(/\D/g, ''),
    );
    const saveAs = async (format: string) => {
      const saving = page.waitForEvent('download');
      await panel.getByRole('button', { name: 'Export counted, left out and not yet mature rows' }).click();
      await panel.getByRole('button', { name: format, exact: true }).click();
      return saving;
    };
    const saved = await saveAs('CSV');
    expect(saved.suggestedFilename()).toMatch(/^Win rate, .+\.csv$/);
    const lines = readFileSync(await saved.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines[0]).toMatch(
      /^\ufeff?Counts,Reason,.*,File,Row,Link,Partner,KPI,Definition version,.*,Exported$/,
    );
    expect(lines.filter((line) => line.startsWith('Counted,'))).toHaveLength(counted);
    expect(lines[1]).toMatch(/,deals\.csv,\d+,https?:\/\/[^,]+,/);
    // The writer of workbooks is fetched into the frame only now.
    const book = await readXlsx(readFileSync(await (await saveAs('Excel (XLSX)')).path()));
    expect(book.sheets.map(({ name }) => name)).toEqual(['Rows', 'About']);
    expect(book.sheets[0]!.rows).toHaveLength(lines.length);
  });

  it('finds a partner from the popup', async () => {
    const popup = await world.lens.popup(page);
    const search = popup.getByRole('combobox', { name: 'Find a partner' });
    await search.fill('lanternf');
    await popup
      .getByRole('option', { name: /Lanternfish Media/ })
      .first()
      .click();
    await popup.getByRole('heading', { name: partnerLike('refunds').name }).waitFor();
    await popup.close();
  });

  // The last: nothing can be read afterwards.
  it('says on a record’s page that a newer version wrote what is stored', async () => {
    const options = await world.lens.open('options.html#/limits');
    await options.evaluate(async () => {
      const [database] = await indexedDB.databases();
      await new Promise((done, failed) => {
        const request = indexedDB.open(database!.name!, database!.version! + 1_000);
        request.onsuccess = () => done(request.result.close());
        request.onerror = () => failed(request.error);
      });
    });
    await options.close();
    await world.lens.killWorker();
    const other = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    const refusal = (await world.lens.panel(other)).getByRole('alert');
    await expect.poll(() => textOf(refusal)).toMatch(/written by a newer version .+ Update the extension/);
    expect(await refusal.getByRole('button', { name: 'Try again' }).count()).toBe(1);
    await other.close();
  });
});
