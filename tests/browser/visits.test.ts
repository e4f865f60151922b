import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoCrm, startDemoCrm } from '../demo-crm/server';
import { crmData } from '../generator/crm';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { importFiles } from './harness/import-files';
import { picturesOnFailure, sampleData } from './harness/world';

const shown = crmData(sampleData());
const deal = shown.deals.find(({ partner, stage }) => partner && stage === shown.stages[0])!;
const partner = deal.partner!;

const PARTNERS = {
  name: 'partners.csv',
  bytes: new TextEncoder().encode(`Partner ID,Company,Type\n${partner.id},${partner.name},Reseller\n`),
};

/** Dates all visits back by a day. */
async function aDayAgo(extension: Page): Promise<void> {
  await extension.evaluate(async () => {
    const open = indexedDB.open('partner-lens');
    await new Promise((done) => open.addEventListener('success', done));
    const change = open.result.transaction('snapshots', 'readwrite');
    const store = change.objectStore('snapshots');
    const all = store.getAll();
    all.onsuccess = () => {
      const before = (time: string) => new Date(Date.parse(time) - 86_400_000).toISOString();
      for (const one of all.result) store.put({ ...one, at: before(one.at), until: before(one.until) });
    };
    await new Promise((done) => change.addEventListener('complete', done));
    open.result.close();
  });
}

describe('visits, in Chromium', () => {
  let crm: DemoCrm;
  let lens: ChromiumLens;
  let page: Page;
  let options: Page;
  beforeAll(async () => {
    crm = await startDemoCrm({ data: () => shown });
    lens = await startChromium();
    options = await lens.open('options.html#/import');
    await importFiles(options, [PARTNERS]);
    page = await lens.newPage(crm.at(`/deals/${deal.id}`));
  });
  afterAll(async () => {
    await lens?.close();
    await crm?.close();
  });
  beforeEach(({ task }) => picturesOnFailure(() => lens.context.pages(), task.name));

  const goTo = (route: string) => options.goto(`${lens.origin}/options.html#${route}`);
  const row = () =>
    options.getByRole('table', { name: 'Remembered visits' }).getByRole('row', { name: crm.url });
  const remembered = () => row().getByRole('checkbox', { name: `Remember visits on ${crm.url}` });
  const panel = async () => (await lens.panel(page)).locator('main, aside').first();

  it('are remembered only once a person switches that on', async () => {
    await goTo('/sites');
    await (await panel()).getByRole('heading', { name: partner.name }).waitFor();
    await expect.poll(() => row().count()).toBe(0);
    await page.bringToFront();
    const popup = await lens.popup(page);
    const remember = popup.getByRole('checkbox', { name: 'Remember what I see on records' });
    await expect.poll(() => remember.isChecked()).toBe(false);
    await remember.check();
    await row().getByText('1 in 1 record').waitFor();
    await popup.close();
  });

  it('give a record its history when its stage has changed', async () => {
    const before = deal.stage;
    deal.stage = shown.stages[1]!;
    await page.reload();
    const history = (await panel()).getByRole('list', { name: 'Stage' });
    await history.getByText(`${before} → ${deal.stage}`).waitFor();
    await row().getByText('2 in 1 record').waitFor();
  });

  it('go into the figures, which say what they rest on', async () => {
    // Figures end with yesterday, and a page that stays open is visited on and on.
    await remembered().uncheck();
    await options.reload();
    await row().waitFor();
    await expect.poll(() => remembered().isChecked()).toBe(false);
    await aDayAgo(options);
    await row()
      .getByRole('button', { name: /Take in now/ })
      .click();
    await options.getByText(`What you saw on ${crm.url} is in the figures.`).waitFor();
    await goTo(`/partners/${partner.id}`);
    await options.getByTitle('Show what is behind Field completeness').click();
    await options
      .getByText(/^(\d+) of \1 rows come from pages that you visited: records nobody opened are not in it\.$/)
      .waitFor();
    await options
      .getByText(/Seen on 127\.0\.0\.1:\d+/)
      .first()
      .waitFor();
    await goTo('/sites');
    await remembered().check();
  });

  it('tell whose partner field was emptied, in the panel and in the worklist', async () => {
    deal.partner = null;
    await page.reload();
    await (await panel()).getByRole('note').getByText(partner.name).waitFor();
    await goTo('/worklist');
    await options.getByRole('button', { name: `Details of ${deal.name}` }).click();
    await options.getByText(new RegExp(`named ${partner.name} until .*, now empty`)).waitFor();
  });

  it('leave no trace of what somebody types', async () => {
    await goTo('/sites');
    await row().getByText('3 in 1 record').waitFor();
    await page.goto(crm.at(`/deals/${deal.id}/edit`));
    await page.getByLabel('Stage').selectOption(shown.stages[2]!);
    await (await panel()).getByText(`${deal.name} · ${shown.stages[2]}`).waitFor();
    await page.goto(crm.at(`/deals/${deal.id}`));
    await (await panel()).getByText('What you saw before').waitFor();
    await options.reload();
    await row().getByText('3 in 1 record').waitFor();
  });

  it('stop when they are switched off, and are forgotten with their rows', async () => {
    await remembered().uncheck();
    deal.stage = shown.stages[3]!;
    await page.reload();
    await (await panel()).getByText(deal.stage).first().waitFor();
    await row()
      .getByRole('button', { name: `Forget visits to ${crm.url}` })
      .click();
    await options.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
    await options.getByText('3 snapshots of', { exact: false }).first().waitFor();
    await row().getByText('nothing').waitFor();
    await goTo('/import');
    await expect.poll(() => options.getByText(/Seen on/).count()).toBe(0);
    await page.reload();
    await (await panel()).getByText(deal.stage).first().waitFor();
    await expect.poll(async () => (await panel()).getByText('What you saw before').count()).toBe(0);
  });
});
