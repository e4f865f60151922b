import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoCrm, startDemoCrm } from '../demo-crm/server';
import { crmData } from '../generator/crm';
import { sampleFiles } from '../generator/csv';
import { partnerLike } from '../generator/partners';
import { type FirefoxLens, startFirefox } from './harness/firefox';
import { importFilesInFirefox } from './harness/firefox-import';
import { storedTables } from './harness/stored';
import { until } from './harness/until';
import { sampleData } from './harness/world';

const PASSPHRASE = 'nine green lanterns at sea';
const aria = (name: string, role: string) => `::-p-aria([name="${name}"][role="${role}"])`;

/** An administrator's policy, and a backup that is saved, erased and restored: in Firefox. */
describe('what is kept in Firefox', () => {
  const data = sampleData(0.1);
  let crm: DemoCrm;
  let lens: FirefoxLens;
  let options: Page;
  beforeAll(async () => {
    crm = await startDemoCrm({ data: crmData(data) });
    lens = await startFirefox({
      managed: {
        limits: [{ scope: 'global', kpi: 'discount-rate', warn: 0.01, fail: 0.02 }],
        off: ['packs', 'flying'],
      },
    });
    options = await lens.open('options.html#/import', crm.url);
    await importFilesInFirefox(options, sampleFiles(data));
  });
  afterAll(async () => {
    await lens?.close();
    await crm?.close();
  });

  const shown = () => options.$eval('body', (element) => element.textContent ?? '');
  const shows = (text: string | RegExp) => expect.poll(shown).toMatch(text);
  const go = (route: string) =>
    options.evaluate((hash) => {
      location.hash = hash;
    }, route);
  // The driver takes ten seconds to work out the names of all that stands there.
  const press = (name: string) =>
    options.locator(`::-p-xpath(//button[normalize-space()='${name}'])`).click();
  const type = (name: string, text: string) => options.locator(aria(name, 'textbox')).fill(text);

  it('follows the policy of a native manifest, and says what of it cannot be followed', async () => {
    await go('#/team');
    await shows('Set by your administrator');
    await shows('1 limit: see Limits.');
    await shows('1 entry of the policy cannot be followed');
    await shows(/off\[1\].*must be "teaching"/);
    await shows('Your administrator switched packs off.');
    await go('#/limits');
    await options.waitForSelector(aria('Limits of all partners', 'table'));
    const held = await options.$$eval('tbody tr', (rows) =>
      rows.map((row) => row.textContent ?? '').find((text) => text.startsWith('Discount rate')),
    );
    expect(held).toMatch(/administrator/);
    // Nobody gives so little.
    const page = await lens.newPage(crm.at('/deals/D-0002'));
    const panel = await lens.panel(page);
    await expect
      .poll(() => panel.$eval('body', (body) => body.textContent ?? '').catch(() => ''))
      .toMatch(/Discount rate.*≤\s1\s%/);
    await page.close();
  });

  it('saves an encrypted backup, erases everything and brings it back, byte for byte', async () => {
    await go('#/data');
    await options.waitForSelector(aria('Encrypt it with a passphrase', 'checkbox'));
    await options.$eval('main form input[type=checkbox]', (box) => (box as HTMLInputElement).click());
    await options.waitForSelector('main input[type=password]');
    for (const field of await options.$$('main input[type=password]')) await field.type(PASSPHRASE);
    await press('Save a backup');
    await shows(/The backup was saved/);
    const saved = await until('the saved file', () =>
      existsSync(lens.downloads)
        ? readdirSync(lens.downloads).find(
            (name) => name.endsWith('.plbackup') && statSync(join(lens.downloads, name)).size > 0,
          )
        : undefined,
    );
    // The key that signs packs is in no backup.
    const { keys: _, ...before } = await options.evaluate(storedTables);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['chunks', 'dictionaries', 'partners', 'scorecards']),
    );
    expect(readFileSync(join(lens.downloads, saved), 'latin1')).not.toContain(partnerLike('star').name);

    await press('Erase everything…');
    await type('Type “erase” to confirm', 'erase');
    await press('Erase everything');
    await shows('Everything was erased.');
    expect((await options.evaluate(storedTables)).partners).toBeUndefined();

    const input = (await options.waitForSelector('input[accept=".plbackup"]', {
      visible: false,
    })) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(join(lens.downloads, saved));
    await options.waitForSelector('::-p-text(Restore this backup?)');
    await options.locator('dialog[open] input[type=password]').fill(PASSPHRASE);
    await press('Restore');
    await shows(/The backup of .* was restored\./);
    await expect.poll(() => options.evaluate(storedTables)).toEqual(before);
  });
});
