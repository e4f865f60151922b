import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageReading } from '@/lib/crm/types';
import { loadFixtures } from '../unit/crm/fixtures';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { type SavedPage, serveSaved, statusOf } from './harness/saved-pages';

/**
 * The launcher never covers the CRM's Save. Kept pages have no style of their maker's, so each is given the worst: its
 * Save stands exactly where the launcher would.
 */
const SAVE = /^\s*(save|save & close|save and close|done)\s*$/i;
/** The last one is 1280 x 720 at a zoom of 125 %. */
const SIZES = [
  { width: 1280, height: 720 },
  { width: 1024, height: 600 },
  { width: 1024, height: 576 },
];
const fixtures = loadFixtures().filter(({ html, expected }) => {
  const reading = expected as PageReading;
  return reading.state === 'record' && /deal|lead/.test(reading.record.kind) && />\s*save\s*</i.test(html);
});
const served: SavedPage[] = [];
let lens: ChromiumLens;
let control: Page;
let page: Page;

beforeAll(async () => {
  lens = await startChromium();
  await serveSaved(lens.context, served);
  control = await lens.open('options.html');
  page = await lens.context.newPage();
});
afterAll(() => lens?.close());

/** Runs in the page: puts every Save into the launcher's place, one above the other where there are several. */
function putSave(words: string): void {
  const isSave = new RegExp(words, 'i');
  addEventListener('DOMContentLoaded', () => {
    const all = [...document.querySelectorAll<HTMLElement>('button,input,[role=button],a')].filter(
      (one) => isSave.test(one.textContent || (one as HTMLInputElement).value || '') && one.offsetParent,
    );
    const save = all.at(-1);
    if (!save) return;
    save.id ||= 'the-save';
    document.documentElement.dataset.save = save.id;
    save.setAttribute(
      'style',
      'position:fixed;right:6px;top:calc(8px + (100vh - 50px)*.38 - 4px);width:130px;height:42px;margin:0;z-index:9999',
    );
  });
}

it('has fixtures with a Save', () => expect(fixtures.length).toBeGreaterThan(5));

it.each(fixtures)('$name', async ({ url, html }) => {
  served[0] = {
    address: url.href,
    html: `<script>(${putSave})(${JSON.stringify(SAVE.source)})</script>${html}`,
  };
  await control.evaluate(
    (key) =>
      // @ts-expect-error chrome exists in pages of the extension
      chrome.storage.local.set({ [key]: { side: 'right', y: 0.38, collapsed: true } }),
    `place:${url.origin}`,
  );
  for (const size of SIZES) {
    await page.goto('about:blank');
    await page.setViewportSize(size);
    await page.goto(url.href);
    const tab = await lens.tabId(page);
    await expect
      .poll(async () => (await statusOf(control, tab)).reading?.state, { timeout: 10_000 })
      .toBe('record');
    /** Where the launcher stands: its element hides behind the one child of <html> that is ours. */
    const covered = () =>
      page.evaluate(() => {
        const own = document.documentElement.lastElementChild!;
        const save = document.getElementById(document.documentElement.dataset.save ?? '');
        const stands = [...Array(Math.floor(innerHeight / 8)).keys()].some(
          (step) => document.elementFromPoint(innerWidth - 20, step * 8) === own,
        );
        if (!save) return 'no Save is shown';
        if (own.localName !== 'div' || !stands) return 'no launcher yet';
        const { x, y, width, height } = save.getBoundingClientRect();
        for (let at = 2; at < width; at += 8)
          for (let down = 2; down < height; down += 4)
            if (document.elementFromPoint(x + at, y + down) === own) return 'covered';
        return 'free';
      });
    await expect.poll(covered).toBe('free');
  }
});
