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
 * Prints a JSON array with one entry for each page. The network is cut off: a saved page gets itself and nothing else,
 * and only pages on this machine are opened by address.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { adapters } from '@/lib/crm/registry';
import { type ChromiumLens, startChromium } from '../browser/harness/chromium';
import { LOOPBACK, type SavedPage, serveSaved, statusOf } from '../browser/harness/saved-pages';
import { until } from '../browser/harness/until';
import { build } from './build.mjs';

interface Target extends SavedPage {
  name: string;
}

/** How long a reading must stay the same before it counts as settled, and how long to wait for one at all. */
const QUIET_MS = 400;
const PATIENCE_MS = 15_000;

function targetOf(name: string, pretended: string | undefined): Target {
  if (/^https?:\/\//.test(name)) {
    const url = new URL(name);
    if (!LOOPBACK.has(url.hostname))
      throw new Error(
        `${name} is not on this machine. Save the page in a browser, then give the file and its address with --url.`,
      );
    return { name, address: name, html: null };
  }
  if (!existsSync(name)) throw new Error(`There is no file ${name}.`);
  const html = readFileSync(name, 'utf8');
  const saved = /<!--\s*(?:saved from url=\(\d+\)|url:\s*)(\S+)[^>]*-->/.exec(html)?.[1];
  const address = pretended ?? saved ?? `https://crm.example/${basename(name)}`;
  if (!URL.canParse(address))
    throw new Error(`--url "${address}" is not an address. Write it with https://.`);
  return { name, address, html };
}

interface StorageState {
  cookies?: Parameters<ChromiumLens['context']['addCookies']>[0];
  origins?: { origin: string; localStorage: { name: string; value: string }[] }[];
}

async function logIn(lens: ChromiumLens, file: string): Promise<void> {
  const { cookies = [], origins = [] } = JSON.parse(readFileSync(file, 'utf8')) as StorageState;
  await lens.context.addCookies(cookies);
  await lens.context.addInitScript((stored) => {
    for (const { origin, localStorage: entries } of stored)
      if (origin === location.origin)
        for (const { name, value } of entries) localStorage.setItem(name, value);
  }, origins);
}

async function detect(lens: ChromiumLens, control: Page, target: Target, wait: string | undefined) {
  const page = await lens.context.newPage();
  try {
    const start = performance.now();
    const since = () => Math.round(performance.now() - start);
    await page.goto(target.address, { waitUntil: 'domcontentloaded' });
    const loaded = since();
    if (wait) await page.waitForSelector(wait, { timeout: PATIENCE_MS });
    const tabId = await lens.tabId(page);

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
        return first !== null && performance.now() - changed > QUIET_MS ? now : null;
      },
      PATIENCE_MS,
    ).catch(() => statusOf(control, tabId));

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
      confidence: record?.confidence ?? null,
      timings: { loadedMs: loaded, firstReadingMs: first, settledMs: since() },
    };
  } finally {
    await page.close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', multiple: true, default: [] },
    wait: { type: 'string' },
    state: { type: 'string' },
  },
});
if (positionals.length === 0)
  throw new Error(
    'Say which page: npm run detect -- <page.html or http://localhost/...>... [--url <address>]',
  );
const targets = positionals.map((name, index) => targetOf(name, values.url[index] ?? values.url.at(-1)));

build('e2e');

const lens = await startChromium();
try {
  await serveSaved(lens, targets);
  if (values.state) await logIn(lens, values.state);
  const control = await lens.open('options.html');
  const results = [];
  for (const target of targets) results.push(await detect(lens, control, target, values.wait));
  console.log(JSON.stringify(results, null, 2));
} finally {
  await lens.close();
}
