import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HubspotServer, hubspot } from '../servers/hubspot';
import { type Reply, serve, type TestServer } from '../servers/server';
import { textRow, workbookParts, zip } from '../unit/import/formats/fixtures';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { until } from './harness/until';
import { picturesOnFailure } from './harness/world';

const SECRET = 'pat-eu1-zebra-unicorn-7Kq9';
const DAY = 86_400_000;
const daysAgo = (n: number) => new Date(Date.now() - n * DAY).toISOString();

/** Deals of one partner as an export job would publish them. */
const exported = (rows: number): string =>
  [
    'Deal ID,Partner,Stage,Create Date,Close Date,Amount',
    ...Array.from({ length: rows }, (_, i) => {
      const stage = i % 3 === 0 ? 'Closed Lost' : 'Closed Won';
      return `F${i},Northwind Resellers,${stage},${daysAgo(60 + i).slice(0, 10)},${daysAgo(10 + i).slice(0, 10)},1${i}00`;
    }),
  ].join('\n');

const sheetRows = (csv: string): string =>
  csv
    .split('\n')
    .map((line, i) => textRow(i + 1, ...line.split(',')))
    .join('');

/** Everything in a page's databases and storage areas as text. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const out: unknown[] = [await chrome.storage.local.get(), await chrome.storage.session.get()];
    const open = indexedDB.open('partner-lens');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    for (const name of db.objectStoreNames) {
      const all = db.transaction(name).objectStore(name).getAll();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      out.push(all.result);
    }
    db.close();
    return JSON.stringify(out);
  });
declare const chrome: {
  storage: Record<'local' | 'session', { get(): Promise<unknown> }>;
  runtime: { sendMessage(message: unknown): Promise<unknown> };
};

describe('sources in Chromium', () => {
  let lens: ChromiumLens;
  let feed: TestServer;
  let crm: HubspotServer;
  let options: Page;
  /** Requests of any page and of the background that leave the extension. */
  const left: string[] = [];
  const said: string[] = [];
  beforeAll(async () => {
    const book = await zip(workbookParts([{ name: 'Deals', rows: sheetRows(exported(60)) }]));
    feed = await serve(
      ({ url }): Reply =>
        url.pathname.endsWith('.xlsx')
          ? { body: book, headers: { 'Content-Type': 'application/octet-stream' } }
          : { body: exported(60), headers: { 'Content-Type': 'text/csv', ETag: '"1"' } },
    );
    crm = await hubspot(SECRET);
    lens = await startChromium();
    lens.context.on('request', (request: Request) => {
      const { protocol, origin } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol)) left.push(origin);
    });
    options = await lens.open('options.html#/sources');
    options.on('console', (message) => said.push(message.text()));
  });
  afterAll(async () => {
    await lens?.close();
    await feed?.close();
    await crm?.close();
  });
  beforeEach(({ task }) => picturesOnFailure(() => lens.context.pages(), task.name));

  const card = (name: string) =>
    options.getByRole('listitem').filter({ has: options.getByRole('heading', { name }) });
  const ran = (name: string, words: RegExp) =>
    until(`${name}: ${words}`, async () => words.test((await card(name).textContent()) ?? ''), 60_000);

  it('asks nobody anything while no source is set up', async () => {
    await options.getByRole('heading', { name: 'No source yet' }).waitFor();
    await (await lens.open('popup.html')).close();
    // The page wakes the background anew, which does all that it does at a start.
    await lens.killWorker();
    await options.reload();
    await options.getByRole('heading', { name: 'No source yet' }).waitFor();
    expect(left).toEqual([]);
  });

  it('lets no page connect, whatever the background may', async () => {
    const outcome = await options.evaluate(
      (url) =>
        fetch(url).then(
          () => 'connected',
          () => 'refused',
        ),
      feed.origin,
    );
    expect(outcome).toBe('refused');
    expect(feed.asked).toEqual([]);
  });

  it('brings a feed to a scorecard, and asks its host alone', async () => {
    await options.getByRole('button', { name: 'Add a source' }).first().click();
    const dialog = options.getByRole('dialog', { name: 'New source' });
    await dialog.getByLabel('Kind').selectOption('feed');
    await dialog.getByLabel('Name', { exact: true }).fill('Deals of the portal');
    await dialog.getByLabel('Address of the file').fill('http://data.example.com/deals.csv');
    await dialog.getByRole('button', { name: 'Save and run' }).click();
    await dialog.getByText(/is not encrypted/).waitFor();
    await dialog.getByLabel('Address of the file').fill(`${feed.origin}/deals.csv`);
    await dialog.getByRole('button', { name: 'Save and run' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await ran('Deals of the portal', /60 rows came: 60 new/);
    await options.goto(`${lens.origin}/options.html#/partners`);
    await options.getByRole('link', { name: 'Northwind Resellers' }).click();
    await options.getByRole('table', { name: 'Scorecard' }).first().waitFor();
    expect(new Set(left)).toEqual(new Set([feed.origin]));
  });

  it('opens a workbook in the background', async () => {
    await options.goto(`${lens.origin}/options.html#/sources`);
    await options.getByRole('button', { name: 'Change Deals of the portal' }).click();
    await options.getByLabel('Address of the file').fill(`${feed.origin}/deals.xlsx`);
    await options.getByRole('button', { name: 'Save and run' }).click();
    await ran('Deals of the portal', /60 rows came: 60 as before/);
  });

  it('brings HubSpot’s deals, goes on where a stopped worker left off, and keeps the token to itself', async () => {
    for (let id = 1; id <= 450; id++)
      crm.deals.set(String(id), {
        id: String(id),
        modified: Date.now() - DAY,
        properties: {
          dealname: `Deal ${id}`,
          amount: '900',
          dealstage: id % 4 === 0 ? 'closedlost' : 'closedwon',
          pipeline: 'default',
          createdate: daysAgo(90),
          closedate: daysAgo(20),
          partner: 'Southwind Traders',
        },
      });
    // The worker is gone when the third page of deals asks for more about them.
    let searches = 0;
    const gone = Promise.withResolvers<void>();
    crm.meanwhile = () => {
      searches++;
      if (searches !== 4) return;
      crm.faults.push(() => gone.resolve());
    };
    await options.goto(`${lens.origin}/options.html#/sources`);
    await options.getByRole('button', { name: 'Add a source' }).click();
    const dialog = options.getByRole('dialog', { name: 'New source' });
    await dialog.getByLabel('Kind').selectOption('hubspot');
    await dialog.getByLabel('Address of the API').fill(crm.origin);
    const token = dialog.getByLabel('Access token');
    await expect.poll(() => token.getAttribute('type')).toBe('password');
    await token.fill(SECRET);
    await dialog.getByRole('button', { name: 'Check' }).click();
    await dialog.getByText('the property "partner" names the partner').waitFor();
    await dialog.getByRole('button', { name: 'Save and run' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await gone.promise;
    await lens.killWorker();
    const before = crm.asked.length;
    await options.reload();
    await ran('HubSpot', /450 rows came: 450 new/);
    const again = crm.asked.slice(before).filter(({ url }) => url.pathname.endsWith('/deals/search'));
    expect(again.map(({ body }) => JSON.parse(body).filterGroups[0].filters[0].value)).toEqual(['400']);

    await options.getByRole('button', { name: 'Change HubSpot' }).click();
    await expect.poll(() => options.getByLabel('Access token').inputValue()).toBe('');
    await options.getByRole('button', { name: 'Cancel' }).click();
    const answers = await options.evaluate(() =>
      chrome.runtime
        .sendMessage({ request: 'sources.list', input: {} })
        .then((reply) => JSON.stringify(reply)),
    );
    expect(answers).toContain('"hasCredential":true');
    for (const text of [answers, await stored(options), await options.content(), said.join('\n')])
      expect(text).not.toContain(SECRET);
    await expect.poll(() => stored(options)).toContain('Southwind Traders');
  });

  it('a refused token pauses until a new one is entered', async () => {
    crm.token = 'another one';
    crm.meanwhile = null;
    await options.getByRole('button', { name: 'Run HubSpot now' }).click();
    await card('HubSpot').getByText('The credential is refused.').waitFor();
    await card('HubSpot').getByRole('button', { name: 'Enter a new one' }).click();
    await options.getByLabel('Access token').fill('another one');
    await options.getByRole('button', { name: 'Save and run' }).click();
    await card('HubSpot').getByText('The credential is refused.').waitFor({ state: 'detached' });
    await ran('HubSpot', /next run/);
    await expect.poll(() => card('HubSpot').getByText('The credential is refused.').count()).toBe(0);
  });

  it('asks what HubSpot demands as a rule of required fields', async () => {
    await options.goto(`${lens.origin}/options.html#/fields`);
    const rule = options.getByRole('row').filter({ hasText: 'HubSpot demands it' });
    await expect.poll(() => rule.count()).toBe(2);
  });

  it('leaves with its facts where it is removed with them', async () => {
    await options.goto(`${lens.origin}/options.html#/sources`);
    await options.getByRole('button', { name: 'Remove HubSpot' }).click();
    const dialog = options.getByRole('dialog', { name: 'Remove this source?' });
    await dialog.getByLabel(/Also undo all of its imports/).check();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await until(
      'the facts to go',
      async () => !(await stored(options)).includes('Southwind Traders'),
      30_000,
    );
    await expect
      .poll(() => options.getByRole('heading', { level: 2 }).allTextContents())
      .toEqual(['Deals of the portal']);
    expect(new Set(left)).toEqual(new Set([feed.origin, crm.origin]));
  });
});
