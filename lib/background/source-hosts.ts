/**
 * Hosts that were granted for a source alone: nothing of the extension runs on their pages until a person enables them
 * as a site too.
 */
import { browser } from 'wxt/browser';

/** In the extension's own storage area: pages without a database ask for sites too. */
const KEY = 'sourceHosts';

/** Match patterns granted for sources alone. */
export async function sourceHosts(): Promise<string[]> {
  return ((await browser.storage.local.get(KEY))[KEY] as string[] | undefined) ?? [];
}

async function put(patterns: readonly string[]): Promise<void> {
  await browser.storage.local.set({ [KEY]: [...new Set(patterns)] });
}

/** Call before access is asked for: what is granted already was granted as a site. */
export async function noteSourceHost(pattern: string): Promise<void> {
  if (await browser.permissions.contains({ origins: [pattern] })) return;
  await put([...(await sourceHosts()), pattern]);
}

/** The host is a site from now on, or no source asks it any more. @returns whether it was noted */
export async function dropSourceHost(pattern: string): Promise<boolean> {
  const known = await sourceHosts();
  if (!known.includes(pattern)) return false;
  await put(known.filter((one) => one !== pattern));
  return true;
}
