/** Which sites the user enabled, and which can be. */
import { browser } from 'wxt/browser';

/** Pages of the browsers' own shops, where extensions never run. */
const SHOPS = new Set(['chromewebstore.google.com', 'addons.mozilla.org', 'microsoftedge.microsoft.com']);

/** True for a match pattern of web pages; leaves out `file:` and the browsers' own schemes. */
const isWeb = (pattern: string): boolean => /^(https?|\*):\/\//.test(pattern);

/** Match patterns of every enabled site, sorted. `<all_urls>` counts as both web schemes. */
export async function grantedPatterns(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const all = origins.includes('<all_urls>') ? ['https://*/*', 'http://*/*'] : [];
  return [...new Set([...origins.filter(isWeb), ...all])].sort();
}

/** Match pattern of the site that a page belongs to; hosts only, because Firefox knows no port in a pattern. */
export function patternOf(url: URL): string {
  return `${url.protocol}//${url.hostname}/*`;
}

/**
 * @returns origin of a page where extensions may run; null for the browser's own pages and shops
 */
export function webOrigin(address: string | undefined): URL | null {
  const url = address ? URL.parse(address) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return SHOPS.has(url.hostname) ? null : url;
}

export async function isGranted(url: URL): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(url)] });
}
