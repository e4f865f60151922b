/**
 * How soon the panel shows: after a record settled, beside an empty frame of the same extension, and after a navigation
 * within the page, beside the page's own render. Part of `npm run bench -- page`.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { until } from '../browser/harness/until';
import { createWorld, type World } from '../browser/harness/world';
import { outputOf } from '../tools/build.mjs';
import { CATEGORIES, measureTrace, type PageCost } from './page-trace';

/** A heading, and when it was on the screen, in milliseconds since 1970 as every process counts them. */
interface Painted {
  text: string;
  at: number;
}
type Watched = typeof globalThis & { painted?: Painted[]; settled?: { url: string; at: number }[] };

export interface PanelTimes {
  /** From the settled record to the painted panel, and an empty frame's own time, ms. */
  panel: number;
  empty: number;
  /** From the page's own new heading to the panel's, ms. */
  after: number;
  /** What the page's main thread did from one record to the next. */
  move: PageCost;
}

/** Runs in every frame: notes each new first heading once it was painted. One that is drawn but hidden was not. */
function notePaints(): void {
  const world = globalThis as Watched;
  world.painted = [];
  let last = '';
  const look = () => {
    const heading = document.querySelector('main h1, h1');
    const text = heading?.textContent;
    if (!text || text === last || heading.closest('[aria-hidden="true"]')) return;
    last = text;
    requestAnimationFrame(() => {
      // The first task after the frame.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => world.painted?.push({ text, at: performance.timeOrigin + performance.now() });
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ['aria-hidden'],
  });
  look();
}

/** Runs in the worker: notes when a page says that it shows a record. */
function noteSettled(): void {
  const world = globalThis as Watched;
  world.settled = [];
  // @ts-expect-error chrome exists in the service worker
  chrome.runtime.onMessage.addListener((message) => {
    const { request, input } = message;
    if (request === 'page.read' && input.reading.state === 'record')
      world.settled?.push({ url: input.url, at: performance.timeOrigin + performance.now() });
  });
}

/** The built extension with one more page, which holds a heading and nothing else. */
function withEmptyPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-bench-'));
  cpSync(outputOf('chrome', 'e2e'), folder, { recursive: true });
  writeFileSync(join(folder, 'empty.html'), '<!doctype html><title>Empty</title><h1>Empty</h1>');
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.web_accessible_resources[0].resources.push('empty.html');
  writeFileSync(path, JSON.stringify(manifest));
  return folder;
}

const paintedIn = (frame: Frame | Page): Promise<Painted[]> =>
  frame.evaluate(() => (globalThis as Watched).painted ?? []);

/** When a heading was first painted. @param wanted default: any */
const painted = (what: string, frame: Frame | Page, wanted?: string): Promise<number> =>
  until(
    what,
    async () => (await paintedIn(frame)).find(({ text }) => wanted === undefined || text === wanted)?.at,
  );

/** Elements below the record, so that a page is as large as those of CRMs are. */
function enlarge(count: number): void {
  const box = document.createElement('section');
  box.innerHTML = '<div class="card"><div><span>Note</span><i></i></div></div>'.repeat(count / 4);
  document.querySelector('main')?.append(box);
}

async function emptyTime(world: World): Promise<number> {
  const page = await world.lens.newPage(world.crm.at('/deals'));
  try {
    await page.locator('main h1').waitFor();
    const start = await page.evaluate((src) => {
      const host = document.createElement('div');
      document.documentElement.append(host);
      const frame = document.createElement('iframe');
      frame.src = src;
      // Where the panel stands: a frame that nobody sees is not painted.
      frame.style.cssText = 'position:fixed;top:12px;right:12px;width:380px;height:700px';
      host.attachShadow({ mode: 'closed' }).append(frame);
      return performance.timeOrigin + performance.now();
    }, `${world.lens.origin}/empty.html`);
    const frame = await until('the empty frame', () =>
      page.frames().find((one) => one.url().endsWith('/empty.html')),
    );
    return (await painted('the empty frame', frame)) - start;
  } finally {
    await page.close();
  }
}

/** @param from @param to ids of deals with different partners */
async function panelTime(world: World, from: string, to: string, elements: number) {
  const { lens, crm } = world;
  const worker = await lens.worker();
  await worker.evaluate(noteSettled);
  const page = await lens.newPage(crm.at(`/deals/${from}`));
  try {
    const panel = await lens.panel(page);
    const shown = await painted('the panel', panel);
    const settled = await worker.evaluate(() => (globalThis as Watched).settled?.[0]?.at ?? Number.NaN);
    const before = (await paintedIn(panel)).at(-1)!.text;
    await page.evaluate(enlarge, elements);

    const browser = lens.context.browser()!;
    await browser.startTracing(page, { categories: CATEGORIES, screenshots: false });
    const title = await page.locator('main h1').textContent();
    await page.evaluate(
      (path) => {
        performance.mark('move-start');
        history.pushState(null, '', path);
        dispatchEvent(new PopStateEvent('popstate'));
      },
      new URL(crm.at(`/deals/${to}`)).pathname,
    );
    const next = await until('the next record', async () =>
      (await paintedIn(page)).findLast(({ text }) => text !== title && text !== before),
    );
    const refreshed = await until('the panel of the next record', async () => {
      const last = (await paintedIn(panel)).at(-1);
      return last && last.text !== before && last.at;
    });
    await page.evaluate(() => performance.mark('move-end'));
    const move = measureTrace(await browser.stopTracing(), 'move-start', 'move-end', lens.origin);
    return { panel: shown - settled, after: refreshed - next.at, move };
  } finally {
    await page.close();
  }
}

/**
 * Both arms in turns, in one Chromium with the demo's data.
 * @param elements added to the page of the record
 * @returns one entry a round; the first round, which warms up, is left out
 */
export async function measurePanel(rounds: number, elements: number): Promise<PanelTimes[]> {
  const extension = withEmptyPage();
  const world = await createWorld({ extension });
  try {
    await world.lens.context.addInitScript(notePaints);
    const deals = ['D-0001', 'D-0002'] as const;
    const times: PanelTimes[] = [];
    for (let round = 0; round <= rounds; round++) {
      const empty = round % 2 ? await emptyTime(world) : 0;
      const shown = await panelTime(world, deals[0], deals[1], elements);
      times.push({ ...shown, empty: empty || (await emptyTime(world)) });
    }
    return times.slice(1);
  } finally {
    await world.close();
    rmSync(extension, { recursive: true, force: true });
  }
}
