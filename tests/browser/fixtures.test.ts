import type { Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { loadFixtures } from '../unit/crm/fixtures';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { type SavedPage, serveSaved, statusOf } from './harness/saved-pages';

/**
 * Every fixture of every adapter once more, read by the built content script in a real browser: there layout decides
 * what is visible, and the page is reported through the real messages.
 */
const fixtures = loadFixtures();

/** A tab that shows the one page that was put into `served`: several fixtures have the same address. */
interface Desk {
  page: Page;
  tab: number;
  served: SavedPage[];
}
/** A page waits until it is settled for most of its time. As many do so as Vitest runs tests at once. */
const DESKS = 5;
const free: Desk[] = [];
let lens: ChromiumLens;
let control: Page;

beforeAll(async () => {
  lens = await startChromium();
  control = await lens.open('options.html');
  for (let desk = 0; desk < DESKS; desk++) {
    // The extension is told the address of its own pages, by which a tab is known.
    const page = await lens.open(`options.html?desk=${desk}`);
    const served: SavedPage[] = [];
    await serveSaved(page, served);
    free.push({ page, tab: await lens.tabId(page), served });
  }
});
afterAll(() => lens?.close());

it.concurrent.for(fixtures)('$name', async ({ url, html, expected }, { expect }) => {
  const desk = free.pop()!;
  const { page, tab, served } = desk;
  served[0] = { address: url.href, html };
  try {
    // The next address may differ by its fragment alone: leave first, so that the document is loaded anew.
    await page.goto('about:blank');
    await page.goto(url.href);
    await expect.poll(async () => (await statusOf(control, tab)).reading).toEqual(expected);
  } finally {
    free.push(desk);
  }
});
