/**
 * Shows what the product sees on a page, by running the built extension in a real Chromium:
 *
 * `npm run detect -- <page.html or http://localhost/...>... [--url <address>] [--wait <selector>] [--state <file>]`
 *
 * --url    address at which a saved page is served, once for all pages or once for each in order; without it the
 *          address that the file names in a comment ("saved from url=..." of browsers, "url: ..." of our fixtures),
 *          else https://crm.example/
 * --wait   CSS selector that must be on the page before it counts as loaded
 * --state  Playwright storage state (cookies and local storage) for pages behind a login
 *
 * Prints a JSON array with one entry for each page, in order; a page that could not be opened has an `error`, and the
 * exit code is then 1. The network is cut off: a saved page gets itself and the files beside it, and only pages on
 * this machine are opened by address.
 */
import type { Page } from 'playwright-core';
import { listFile } from '@/lib/background/readers';
import { adapters } from '@/lib/crm/registry';
import type { RowHandle } from '@/lib/crm/types';
import { type ChromiumLens, startChromium } from '../browser/harness/chromium';
import { type SavedPage, serveSaved, statusOf } from '../browser/harness/saved-pages';
import { until } from '../browser/harness/until';
import { build } from './build.mjs';
import { readArguments, type StorageState, type Target } from './detect-arguments';

/** How long a reading must stay the same before it counts as settled. */
const QUIET_MS = 400;
/** How long to wait for a settled reading; longer where the page took more than a second to load. */
const PATIENCE_MS = 4_000;
/** How long to wait for what `--wait` asks for. */
const WAIT_MS = 15_000;

async function logIn(lens: ChromiumLens, { cookies = [], origins = [] }: StorageState): Promise<void> {
  await lens.context.addCookies(cookies);
  await lens.context.addInitScript((stored) => {
    for (const { origin, localStorage: entries } of stored)
      if (origin === location.origin)
        for (const { name, value } of entries) localStorage.setItem(name, value);
  }, origins);
}

const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0]!;

async function open(page: Page, { name, address, html }: Target, wait: string | undefined): Promise<void> {
  try {
    await page.goto(address, { waitUntil: 'domcontentloaded' });
  } catch (error) {
    const advice = html === null ? ' Is its server running?' : '';
    throw new Error(`${name} cannot be opened: ${firstLine(error)}.${advice}`);
  }
  if (!wait) return;
  try {
    await page.waitForSelector(wait, { state: 'attached', timeout: WAIT_MS });
  } catch (error) {
    if (!/Timeout/.test(firstLine(error)))
      throw new Error(`--wait "${wait}" is not a selector: ${firstLine(error)}`);
    throw new Error(
      `${name}: nothing matched --wait "${wait}" within ${WAIT_MS / 1000} s. The page is at ${page.url()} and is called "${await page.title()}".`,
    );
  }
}

/** A row or card as the extension's own reader of lists tells it. */
type Row = Pick<RowHandle, 'kind' | 'id' | 'name' | 'href'>;

/** What the reader of lists and boards sees on a page, in view or not; null where the extension does not run. */
async function rowsOf(lens: ChromiumLens, tabId: number, url: string): Promise<Row[] | null> {
  const worker = await lens.worker();
  return worker.evaluate(
    async ({ tabId, file }) => {
      const target = { tabId };
      const there = () => !!(globalThis as { partnerLensReader?: unknown }).partnerLensReader;
      const rows = () => {
        // @ts-expect-error left by the script for lists
        const { reader } = globalThis.partnerLensLists;
        const found: Row[] = [];
        for (const { kind, id, name, href } of reader.rows(document, new URL(location.href)))
          found.push({ kind, id, name, href });
        return found;
      };
      // @ts-expect-error chrome exists in the service worker
      const { scripting } = chrome;
      const [reads] = await scripting.executeScript({ target, func: there });
      if (!reads?.result) return null;
      await scripting.executeScript({ target, files: [file] });
      const [frame] = await scripting.executeScript({ target, func: rows });
      return frame.result as Row[];
    },
    { tabId, file: listFile(new URL(url)) },
  );
}

async function detect(lens: ChromiumLens, control: Page, target: Target, wait: string | undefined) {
  const page = await lens.context.newPage();
  try {
    const start = performance.now();
    const since = () => Math.round(performance.now() - start);
    await open(page, target, wait);
    const loaded = since();
    // The address may change while the page starts.
    const tabId = await until(`the tab of ${target.name}`, () => lens.tabId(page));

    // What still loads may become a record.
    let loads = true;
    page
      .waitForLoadState('networkidle')
      .catch(() => undefined)
      .then(() => {
        loads = false;
      });
    let shown = '';
    let changed = performance.now();
    let first: number | null = null;
    const status = await until(
      `a settled reading of ${target.name}`,
      async () => {
        const now = await statusOf(control, tabId);
        const text = JSON.stringify(now.reading);
        if (text !== shown) {
          shown = text;
          changed = performance.now();
        }
        if (now.reading && now.reading.state !== 'pending') first ??= since();
        const done = now.reading?.state === 'record' || !loads;
        return done && first !== null && performance.now() - changed > QUIET_MS ? now : null;
      },
      Math.max(PATIENCE_MS, 4 * loaded),
    ).catch(() => statusOf(control, tabId));

    const settled = since();
    const rows = await rowsOf(lens, tabId, page.url());
    const { reading, panel } = status;
    const record = reading?.state === 'record' ? reading.record : null;
    const crm = record?.crm ?? (reading?.state === 'unrecognised' ? reading.crm : null);
    const adapter = adapters.find(({ id }) => id === crm);
    return {
      page: target.name,
      url: page.url(),
      state: reading?.state ?? 'nothing was read',
      crm,
      adapter: adapter ? { name: adapter.name, evidence: adapter.evidence, checked: adapter.checked } : null,
      why: reading?.state === 'unrecognised' ? reading.why : undefined,
      kind: record?.kind ?? null,
      record: record && {
        id: record.id,
        name: record.name,
        stage: record.stage,
        amount: record.amount,
        owner: record.owner,
        editing: record.editing,
      },
      partner: record?.partner ?? null,
      account: record?.account ?? null,
      fields: record?.fields ?? [],
      missing: panel?.missing ?? [],
      rows,
      confidence: record?.confidence ?? null,
      timings: { loadedMs: loaded, firstReadingMs: first, settledMs: settled, allMs: since() },
    };
  } catch (error) {
    process.exitCode = 1;
    return { page: target.name, url: page.url(), error: firstLine(error) };
  } finally {
    await page.close();
  }
}

const { targets, wait, state } = readArguments(process.argv.slice(2));

build('e2e', { browser: 'chrome' });

const lens = await startChromium();
try {
  // Several pages may pretend to be at one address: only the one in turn is served.
  const served: SavedPage[] = [];
  await serveSaved(lens.context, served);
  if (state) await logIn(lens, state);
  const control = await lens.open('options.html');
  const results = [];
  for (const target of targets) {
    served[0] = target;
    results.push(await detect(lens, control, target, wait));
  }
  console.log(JSON.stringify(results, null, 2));
} finally {
  await lens.close();
}
