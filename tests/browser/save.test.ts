import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageReading } from '@/lib/crm/types';
import { loadFixtures } from '../unit/crm/fixtures';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { type SavedPage, serveSaved, statusOf } from './harness/saved-pages';

/**
 * Launcher and panel never cover the CRM's Save. Kept pages have no style of their maker's, so each is given the worst:
 * its Save stands exactly where the launcher would, or in a bar under the panel.
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

const WHERE_LAUNCHER = 'right:6px;top:calc(8px + (100vh - 50px)*.38 - 4px)';

/** Runs in the page: puts every Save into a place, one above the other where there are several. */
function putSave(words: string, place: string): void {
  const isSave = new RegExp(words, 'i');
  if (place.endsWith('rtl')) document.documentElement.dir = 'rtl';
  addEventListener('DOMContentLoaded', () => {
    const all = [...document.querySelectorAll<HTMLElement>('button,input,[role=button],a')].filter(
      (one) => isSave.test(one.textContent || (one as HTMLInputElement).value || '') && one.offsetParent,
    );
    const save = all.at(-1);
    if (!save) return;
    save.id ||= 'the-save';
    document.documentElement.dataset.save = save.id;
    save.setAttribute('style', `position:fixed;${place};width:130px;height:42px;margin:0;z-index:9999`);
  });
}

it('has fixtures with a Save', () => expect(fixtures.length).toBeGreaterThan(5));

/**
 * Whether our element stands over the Save of the page.
 * @param stands a place where it does stand, as soon as it is there
 */
function covered(stands: (innerWidth: number, innerHeight: number) => [x: number, y: number][]) {
  const places = stands(page.viewportSize()!.width, page.viewportSize()!.height);
  return page.evaluate((places) => {
    const own = document.documentElement.lastElementChild!;
    const save = document.getElementById(document.documentElement.dataset.save ?? '');
    if (!save) return 'no Save is shown';
    // It hides behind the one child of <html> that is ours.
    if (own.localName !== 'div' || !places.some(([x, y]) => document.elementFromPoint(x, y) === own))
      return 'nothing of ours yet';
    const { x, y, width, height } = save.getBoundingClientRect();
    for (let at = 2; at < width; at += 8)
      for (let down = 2; down < height; down += 4)
        if (document.elementFromPoint(x + at, y + down) === own) return 'covered';
    return 'free';
  }, places);
}

/** Opens a page whose Save stands somewhere, with launcher and panel as a person left them, and waits for its record. */
async function open({ url, html }: (typeof fixtures)[number], place: string, collapsed: boolean) {
  const script = `(${putSave})(${JSON.stringify(SAVE.source)}, ${JSON.stringify(place)})`;
  served[0] = { address: url.href, html: `<script>${script}</script>${html}` };
  await control.evaluate(
    ([key, collapsed]) =>
      // @ts-expect-error chrome exists in pages of the extension
      chrome.storage.local.set({ [key]: { side: 'right', y: 0.38, collapsed } }),
    [`place:${url.origin}`, collapsed] as const,
  );
  return async (size: (typeof SIZES)[number]) => {
    await page.goto('about:blank');
    await page.setViewportSize(size);
    await page.goto(url.href);
    const tab = await lens.tabId(page);
    await expect.poll(async () => (await statusOf(control, tab)).reading?.state).toBe('record');
  };
}

it.each(fixtures)('$name', async (fixture) => {
  const at = await open(fixture, WHERE_LAUNCHER, true);
  for (const size of SIZES) {
    await at(size);
    const edge = (width: number, height: number) =>
      [...Array(Math.floor(height / 8)).keys()].map((step): [number, number] => [width - 20, step * 8]);
    await expect.poll(() => covered(edge)).toBe('free');
  }
});

/** Bars at the upper and lower edge, the last row of a form in the middle, two of them; from right to left. */
it.each([
  'right:20px;top:56px',
  'right:200px;bottom:8px',
  'right:40px;top:60vh',
  'right:40px;top:44vh',
  'right:300px;top:30vh;direction:rtl',
])('under the open panel: %s', async (place) => {
  const at = await open(fixtures[0]!, place, false);
  for (const size of [...SIZES, { width: 1480, height: 1000 }, { width: 1024, height: 768 }]) {
    await at(size);
    const inPanel = (width: number, height: number) =>
      [0.2, 0.5, 0.8].flatMap((part): [number, number][] => [
        [width - 200, height * part],
        [200, height * part],
      ]);
    await expect.poll(() => covered(inPanel)).toBe('free');
  }
});
