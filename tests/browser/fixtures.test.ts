import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ensureBrowser } from '../tools/browsers.mjs';
import { type Fixture, loadFixtures } from '../unit/crm/fixtures';
import { bundled } from './harness/bundle';
import { type ChromiumLens, startChromium } from './harness/chromium';
import type { Reader } from './harness/reader';
import { type SavedPage, serveSaved, statusOf } from './harness/saved-pages';

declare const reader: Reader;

/** As many pages are read at once as Vitest runs tests at once: each waits for the browser for most of its time. */
const DESKS = 5;
const fixtures = loadFixtures();

/** A tab that shows the one page that was put into `served`: several fixtures have the same address. */
interface Desk {
  page: Page;
  served: SavedPage[];
}
async function deskOf(page: Page): Promise<Desk> {
  const served: SavedPage[] = [];
  await serveSaved(page, served);
  return { page, served };
}
async function show({ page, served }: Desk, { url, html }: Fixture): Promise<void> {
  served[0] = { address: url.href, html };
  // The next address may differ by its fragment alone: leave first, so that the document is loaded anew.
  if (page.url().split('#')[0] === url.href.split('#')[0]) await page.goto('about:blank');
  await page.goto(url.href);
}

/** Every fixture once more, where layout decides what is visible. */
describe('every page, laid out', () => {
  const free: Desk[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: await ensureBrowser('chromium'),
      // A process of its own for each site takes longer to start than the page to be read.
      args: ['--disable-site-isolation-trials', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' });
    await context.addInitScript(await bundled('tests/browser/harness/reader.ts'));
    for (let desk = 0; desk < DESKS; desk++) free.push(await deskOf(await context.newPage()));
  });
  afterAll(() => browser?.close());

  it.concurrent.for(fixtures)('$name', async (fixture, { expect }) => {
    const desk = free.pop()!;
    try {
      await show(desk, fixture);
      const read = await desk.page.evaluate((href) => reader.read(href), fixture.url.href);
      expect(read).toEqual(fixture.expected);
    } finally {
      free.push(desk);
    }
  });
});

/**
 * Some of every adapter and state through all that is built: parts of the script that are loaded when needed, reading in
 * slices, waiting until the page has settled, messages, the review in the background.
 */
describe('by the extension', () => {
  const SOME = 3;
  const stateOf = ({ expected }: Fixture) => (expected as { state: string } | null)?.state;
  /** These ask for a part more. */
  const ASKING = /japanese|labels-of-own-elements|labels-in-cells|stage|step|path|badge|small-headings/;
  const some = fixtures.filter((one, at) => {
    if (ASKING.test(one.name)) return true;
    const alike = (other: Fixture) => other.adapter === one.adapter && stateOf(other) === stateOf(one);
    return fixtures.slice(0, at).filter(alike).length < SOME;
  });
  const free: (Desk & { tab: number })[] = [];
  let lens: ChromiumLens;
  let control: Page;

  beforeAll(async () => {
    lens = await startChromium();
    control = await lens.open('options.html');
    for (let desk = 0; desk < DESKS; desk++) {
      // The extension is told the address of its own pages, by which a tab is known.
      const page = await lens.open(`options.html?desk=${desk}`);
      free.push({ tab: await lens.tabId(page), ...(await deskOf(page)) });
    }
  });
  afterAll(() => lens?.close());

  it.concurrent.for(some)('$name', async (fixture, { expect }) => {
    const desk = free.pop()!;
    try {
      await show(desk, fixture);
      await expect.poll(async () => (await statusOf(control, desk.tab)).reading).toEqual(fixture.expected);
    } finally {
      free.push(desk);
    }
  });
});
