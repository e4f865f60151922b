import { existsSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { PopupStatus } from '@/lib/messaging/views';

/** A page to open: kept content to be served at an address, or null for a page that is served already. */
export interface SavedPage {
  address: string;
  html: string | null;
  /** Where the files lie that the page names beside itself: style sheets, pictures. */
  folder?: string;
}

export const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The file of a saved page that a request asks for, by its path relative to the page; null when there is none. */
function fileFor({ address, folder }: SavedPage, url: string): string | null {
  const base = new URL('.', address).href;
  if (!folder || !url.startsWith(base)) return null;
  const path = resolve(
    folder,
    decodeURIComponent(new URL(url).pathname.slice(new URL(base).pathname.length)),
  );
  return path.startsWith(resolve(folder) + sep) && existsSync(path) && statSync(path).isFile() ? path : null;
}

const withoutHash = (address: string): string => address.split('#', 1)[0]!;

/**
 * Serves saved pages at their addresses and cuts the browser off from everything else; pages on this machine stay
 * within reach when one of them is asked for.
 * @param where a tab, or all tabs of a context
 * @param pages looked at anew for every request
 */
export async function serveSaved(
  where: Pick<BrowserContext | Page, 'route'>,
  pages: readonly SavedPage[],
): Promise<void> {
  await where.route(/^https?:/, async (route) => {
    const url = route.request().url();
    const saved = pages.find(
      ({ address, html }) => html !== null && withoutHash(address) === withoutHash(url),
    );
    const file = pages.map((page) => fileFor(page, url)).find(Boolean);
    if (saved && route.request().isNavigationRequest())
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: saved.html ?? '' });
    else if (file) await route.fulfill({ path: file });
    else if (!saved && pages.some(({ html }) => html === null) && LOOPBACK.has(new URL(url).hostname))
      await route.continue();
    else await route.abort();
  });
}

/**
 * What the product knows of a tab, asked as the popup asks.
 * @param control any page of the extension
 */
export function statusOf(control: Page, tabId: number): Promise<PopupStatus> {
  return control.evaluate(async (id) => {
    // @ts-expect-error chrome exists in the extension's pages
    const reply = await chrome.runtime.sendMessage({ request: 'popup.status', input: { tabId: id } });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  }, tabId);
}
