/**
 * What the extension costs the CRM's own page, with and without it in turns in one real Chromium:
 * `npm run bench -- page [--rounds 5] [--seconds 10]`.
 */
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { type ChromiumLens, startChromium } from '../browser/harness/chromium';
import { statusOf } from '../browser/harness/saved-pages';
import { until } from '../browser/harness/until';
import { type DemoCrm, startDemoCrm } from '../demo-crm/server';
import { today } from '../generator/calendar';
import { type CrmData, crmData } from '../generator/crm';
import { generate } from '../generator/generate';
import { build } from '../tools/build.mjs';
import { CATEGORIES, measureTrace, type PageCost } from './page-trace';
import { measurePanel } from './panel-page';
import { addRows, runStorm } from './storm';

const ROWS = 5_000;
const PER_SECOND = 10_000;
/** Elements of a large record page. */
const ELEMENTS = 4_000;
/** Rounds of what is quick to measure. */
const PANEL_ROUNDS = 9;
/** A page counts as at rest after this, ms, with or without the extension: its first looks are over. */
const REST = 4_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (!(Number.isInteger(rounds) && rounds > 0 && seconds > 0))
  throw new Error('--rounds must be a whole number above 0, and --seconds a number above 0.');

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/** The demo's deals, the first of them again and again until there are enough. */
function manyDeals(): CrmData {
  const data = crmData(generate({ asOfDay: today(), scale: 0.1 }));
  const deals = Array.from({ length: Math.max(ROWS, data.deals.length) }, (_, index) => {
    const deal = data.deals[index % data.deals.length]!;
    return index < data.deals.length ? deal : { ...deal, id: `${deal.id}-${index}` };
  });
  return { ...data, deals };
}

/** Waits until the product has registered its scripts: switched off before that, they would come back. */
async function registered(lens: ChromiumLens): Promise<void> {
  const worker = await lens.worker();
  await until('the registered scripts', () =>
    // @ts-expect-error chrome exists in the service worker
    worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0),
  );
}

/** Puts all that the product registers for CRM pages on or off for pages to come. */
async function enable(lens: ChromiumLens, on: boolean): Promise<void> {
  await (await lens.worker()).evaluate(async (wanted) => {
    // @ts-expect-error chrome exists in the service worker
    const { scripting } = chrome;
    const world = globalThis as typeof globalThis & { registered?: { id: string }[] };
    const there: { id: string }[] = await scripting.getRegisteredContentScripts();
    if (there.length) world.registered = there;
    if (wanted && !there.length) await scripting.registerContentScripts(world.registered);
    if (!wanted && there.length) await scripting.unregisterContentScripts({ ids: there.map(({ id }) => id) });
  }, on);
}

/** Worlds of the extension in the page: none where nothing was injected. */
async function ownWorlds(session: CDPSession, origin: string): Promise<number> {
  let count = 0;
  const note = ({ context }: { context: { origin: string } }) => {
    if (context.origin === origin) count++;
  };
  session.on('Runtime.executionContextCreated', note);
  // Tells of every world that there is before it answers.
  await session.send('Runtime.enable');
  await session.send('Runtime.disable');
  session.off('Runtime.executionContextCreated', note);
  return count;
}

interface Run extends PageCost {
  heap: number;
}

interface Scene {
  name: string;
  route: string;
  /** State of the reading that the page must come to. */
  state: 'record' | 'no-record';
  rows: number;
  /** Most that JavaScript of ours may take of the page's own. */
  share: number;
}

const SCENES: readonly Scene[] = [
  { name: 'record', route: '/deals/D-0001', state: 'record', rows: ROWS, share: 0.02 },
  { name: 'list, no record', route: '/deals', state: 'no-record', rows: 0, share: 0.003 },
];

async function weather(lens: ChromiumLens, crm: DemoCrm, control: Page, scene: Scene, on: boolean) {
  await enable(lens, on);
  const page = await lens.context.newPage();
  try {
    await page.goto(crm.at(scene.route));
    await page.locator('main h1').waitFor();
    if (scene.rows) await page.evaluate(addRows, scene.rows);
    await page.waitForFunction(() => document.readyState === 'complete');
    const session = await lens.context.newCDPSession(page);
    if (on) {
      const tabId = await lens.tabId(page);
      await until(
        `the reading of ${scene.name}`,
        async () => (await statusOf(control, tabId)).reading?.state === scene.state,
      );
    }
    await page.bringToFront();
    await page.waitForTimeout(REST);
    const worlds = await ownWorlds(session, lens.origin);
    if (worlds > 0 !== on)
      throw new Error(`${scene.name}: ${worlds} worlds of the extension, with it ${on}.`);

    const browser = lens.context.browser()!;
    await browser.startTracing(page, { categories: CATEGORIES, screenshots: false });
    await page.evaluate(runStorm, { perSecond: PER_SECOND, seconds });
    const cost = measureTrace(await browser.stopTracing(), 'storm-start', 'storm-end', lens.origin);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20;
    return { ...cost, heap } satisfies Run;
  } finally {
    await page.close();
  }
}

const middle = (runs: readonly Run[], pick: (run: Run) => number): number => median(runs.map(pick));

function line(what: string, value: string, limit: string, kept: boolean): void {
  console.log(
    `  ${what.padEnd(46)} ${value.padStart(22)}   ${limit.padEnd(18)} ${kept ? 'kept' : 'NOT KEPT'}`,
  );
  if (!kept) process.exitCode = 1;
}

function report(scene: Scene, off: readonly Run[], on: readonly Run[]): void {
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const own = middle(off, (run) => run.page);
  const share = middle(on, (run) => run.ours / run.page);
  const whole = median(on.map((run, round) => (run.ours + run.page) / off[round]!.page - 1));
  const blocked = median(on.map((run, round) => run.blocking - off[round]!.blocking));
  const heap = median(on.map((run, round) => run.heap - off[round]!.heap));
  console.log(`\n${scene.name}: ${ROWS} rows, ${PER_SECOND} mutations a second for ${seconds} s`);
  console.log(`  the page's own script ${ms(own)}, ${middle(on, (run) => run.calls)} calls into ours`);
  line(
    'script of ours, of the page’s own',
    `${ms(middle(on, (run) => run.ours))} = ${(share * 100).toFixed(2)} %`,
    `<= ${scene.share * 100} %`,
    share <= scene.share,
  );
  console.log(`  all script with it, beyond that without it        ${(whole * 100).toFixed(2)} % (noisy)`);
  console.log(`  total blocking time with it, less that without it ${ms(blocked)} (noisy)`);
  const blocking = middle(on, (run) => run.blockingOurs);
  line('total blocking time that is ours', ms(blocking), '<= 20 ms', blocking <= 20);
  line(
    'longest call into ours',
    ms(middle(on, (run) => run.longest)),
    '<= 50 ms',
    middle(on, (run) => run.longest) <= 50,
  );
  line(
    'style and layout forced by ours',
    `${middle(on, (run) => run.forced)}, ${ms(middle(on, (run) => run.forcedTime))}`,
    '0',
    middle(on, (run) => run.forced) === 0,
  );
  line('memory added', `${heap.toFixed(2)} MiB`, '<= 2 MiB', heap <= 2);
}

async function reportPanel(): Promise<void> {
  const times = await measurePanel(PANEL_ROUNDS, ELEMENTS);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const of = (pick: (one: (typeof times)[number]) => number) => median(times.map(pick));
  const ratio = of(({ panel, empty }) => panel / empty);
  console.log(
    `\npanel: medians of ${times.length} rounds, in pairs; ${ELEMENTS} elements more on the page left`,
  );
  line(
    'settled record to painted panel, of an empty frame',
    `${ms(of(({ panel }) => panel))} / ${ms(of(({ empty }) => empty))} = ${ratio.toFixed(2)}`,
    '<= 1.5',
    ratio <= 1.5,
  );
  const after = of((one) => one.after);
  line('panel refreshed after the page’s own render', ms(after), '<= 50 ms', after <= 50);
  const longest = of(({ move }) => move.longest);
  line('longest call into ours on the way', ms(longest), '<= 8 ms', longest <= 8);
  const forced = of(({ move }) => move.forced);
  line(
    'style and layout forced on the way',
    `${forced}, ${ms(of(({ move }) => move.forcedTime))}`,
    '0',
    forced === 0,
  );
}

build('e2e', { browser: 'chrome' });
await reportPanel();
if (values.only === 'panel') process.exit();
const crm = await startDemoCrm({ data: manyDeals() });
const lens = await startChromium();
try {
  const control = await lens.open('options.html');
  await registered(lens);
  for (const scene of SCENES) {
    const runs: Record<'off' | 'on', Run[]> = { off: [], on: [] };
    for (let round = 0; round < rounds; round++)
      for (const arm of round % 2 ? (['on', 'off'] as const) : (['off', 'on'] as const))
        runs[arm].push(await weather(lens, crm, control, scene, arm === 'on'));
    report(scene, runs.off, runs.on);
  }
} finally {
  await lens.close();
  await crm.close();
}
