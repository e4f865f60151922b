/**
 * Keeps the content script registered for exactly the sites that the user enabled.
 *
 * One registration of a script holds all sites: two overlapping permissions (`https://*.example.com/*` and
 * `https://crm.example.com/*`) would otherwise put it into one page twice.
 */
import { type Browser, browser } from 'wxt/browser';
import { sendCommand } from '../messaging/commands';
import { grantedPatterns, isGranted, webOrigin } from './sites';
import { dropTabState, getTabState, tabsWithState } from './tab-state';

const FILE = '/content-scripts/crm.js';

/**
 * What every page of an enabled site gets. The first script is empty: it is there so that the browser makes the world
 * of our scripts, with what extensions may do, before the page has anything. Chromium takes a frame called `chrome` or
 * `browser` that is there before for its own namespace, and puts nothing into it.
 */
const SCRIPTS = [
  { id: 'first', js: ['/first.js'], runAt: 'document_start' },
  { id: 'crm', js: [FILE], runAt: 'document_idle' },
] as const;
const ids = SCRIPTS.map(({ id }) => id);

const same = (a: readonly string[] | undefined, b: readonly string[]): boolean =>
  a !== undefined && a.length === b.length && [...a].sort().every((pattern, i) => pattern === b[i]);

type Registered = Browser.scripting.RegisteredContentScript;

/** Whether the browser holds what this build registers: one of before may have named other files. */
const areCurrent = (registered: readonly Registered[], matches: readonly string[]): boolean =>
  SCRIPTS.every(({ id, js: [file], runAt }) => {
    const held = registered.find((one) => one.id === id);
    return (
      same(held?.matches, matches) &&
      held?.js?.length === 1 &&
      held.js[0]!.endsWith(file.slice(1)) &&
      held.runAt === runAt
    );
  });

/** Takes every script back, also one that the browser holds but does not tell of. */
async function unregister(): Promise<void> {
  // One at a time: where one of several is not there, none would go.
  for (const id of ids) await browser.scripting.unregisterContentScripts({ ids: [id] }).catch(() => {});
}

/** @returns whether the registration was not as it should be */
async function sync(): Promise<boolean> {
  const { scripting } = browser;
  const matches = await grantedPatterns();
  const registered = await scripting.getRegisteredContentScripts({ ids });
  if (matches.length === 0) {
    if (registered.length > 0) await unregister();
    return registered.length > 0;
  }
  if (areCurrent(registered, matches)) return false;
  const scripts = SCRIPTS.map(
    ({ id, js, runAt }): Registered => ({ id, matches, js: [...js], runAt, persistAcrossSessions: true }),
  );
  if (registered.length === scripts.length) await scripting.updateContentScripts(scripts);
  else {
    if (registered.length > 0) await unregister();
    await scripting.registerContentScripts(scripts).catch(async () => {
      // A browser that has just started may hold one that it does not tell of yet.
      await unregister();
      await scripting.registerContentScripts(scripts);
    });
  }
  return true;
}

/** Operations run one after the other: a grant and a start at the same moment must not both register. */
let pending: Promise<unknown> = Promise.resolve();

/**
 * Makes the registration agree with the permissions. Registering anew what is there already changes nothing.
 * @returns whether it did not agree before
 */
export function syncRegistration(): Promise<boolean> {
  const done = pending.then(sync).catch((error) => {
    console.error('Partner Lens could not register its content script.', error);
    return false;
  });
  pending = done;
  return done;
}

/** A worker starts: what the browser lost is registered again, and pages that were loaded without it get the script. */
async function restoreRegistration(): Promise<void> {
  if (await syncRegistration()) await injectIntoOpenTabs();
}

/**
 * Puts the script into tabs that were open before: a registration alone waits for the next load.
 *
 * @param patterns sites, default all enabled ones
 */
export async function injectIntoOpenTabs(patterns?: readonly string[]): Promise<void> {
  const url = patterns ? [...patterns] : await grantedPatterns();
  if (url.length === 0) return;
  const tabs = await browser.tabs.query({ url });
  await Promise.all(
    tabs.map(async ({ id, discarded }) => {
      if (id === undefined || discarded) return;
      try {
        // A newer script takes the place of an older one of the same page by itself.
        await browser.scripting.executeScript({ target: { tabId: id }, files: [FILE] });
      } catch {
        // Error pages and tabs that close meanwhile.
      }
    }),
  );
}

type Granted = Browser.permissions.Permissions;

async function onAdded({ origins = [] }: Granted): Promise<void> {
  if (origins.length === 0) return;
  await syncRegistration();
  await injectIntoOpenTabs(origins);
}

async function onRemoved({ origins = [] }: Granted): Promise<void> {
  if (origins.length === 0) return;
  await syncRegistration();
  // Scripts that run already stay in their pages: they ask again, and are told to hide.
  await Promise.all(
    (await tabsWithState()).map(async (tabId) => {
      const url = webOrigin((await getTabState(tabId))?.url);
      if (url && (await isGranted(url))) return;
      await dropTabState(tabId);
      await sendCommand(tabId, 'page.reread', {});
    }),
  );
}

/** Registers every listener; call in the worker's first turn. */
export function watchPermissions(): void {
  browser.permissions.onAdded.addListener((granted: Granted) => void onAdded(granted));
  browser.permissions.onRemoved.addListener((removed: Granted) => void onRemoved(removed));
  browser.runtime.onInstalled.addListener(() => {
    void syncRegistration().then(() => injectIntoOpenTabs());
  });
  browser.runtime.onStartup.addListener(() => void restoreRegistration());
  void restoreRegistration();
}
