import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadFixtures } from '../unit/crm/fixtures';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { type SavedPage, serveSaved, statusOf } from './harness/saved-pages';

/**
 * Every fixture of every adapter once more, read by the built content script in a real browser: there layout decides
 * what is visible, and the page is reported through the real messages.
 */
const fixtures = loadFixtures();
/** Several fixtures have the same address: only the one under test is served. */
const served: SavedPage[] = [];
let lens: ChromiumLens;
let control: Page;
let page: Page;

beforeAll(async () => {
  lens = await startChromium();
  await serveSaved(lens, served);
  control = await lens.open('options.html');
  page = await lens.context.newPage();
});
afterAll(() => lens?.close());

it.each(fixtures)('$name', async ({ url, html, expected }) => {
  served[0] = { address: url.href, html };
  // The next address may differ by its fragment alone: leave first, so that the document is loaded anew.
  await page.goto('about:blank');
  await page.goto(url.href);
  const tab = await lens.tabId(page);
  const reading = async () => (await statusOf(control, tab)).reading;
  await expect.poll(reading).toEqual(expected);
});
