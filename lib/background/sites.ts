/** Which sites the user enabled, and which can be. */
import { browser } from 'wxt/browser';
import { sourceHosts } from './source-hosts';

/** Pages of the browsers' own shops, where extensions never run. */
const SHOPS = new Set(['chromewebstore.google.com', 'addons.mozilla.org', 'microsoftedge.microsoft.com']);

/** True for a match pattern of web pages; leaves out `file:` and the browsers' own schemes. */
const isWeb = (pattern: string): boolean => /^(https?|\*):\/\//.test(pattern);

/** Match patterns of every enabled site, sorted. `<all_urls>` counts as both web schemes. */
export async function grantedPatterns(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const all = origins.includes('<all_urls>') ? ['https://*/*', 'http://*/*'] : [];
  const forSources = await sourceHosts();
  return [...new Set([...origins.filter(isWeb), ...all])]
    .filter((pattern) => !forSources.includes(pattern))
    .sort();
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

/** Whether a person enabled the site; access that a source has to its host does not count. */
export async function isGranted(url: URL): Promise<boolean> {
  const pattern = patternOf(url);
  const [has, hosts] = await Promise.all([
    browser.permissions.contains({ origins: [pattern] }),
    sourceHosts(),
  ]);
  if (!has || !hosts.includes(pattern)) return has;
  // It may lie below a wider one, such as all hosts of a domain.
  return (await grantedPatterns()).some((wider) => {
    const host = /^(?:\*|https?):\/\/(.+)\/\*$/.exec(wider)?.[1] ?? '';
    const sameScheme = wider.startsWith('*') || wider.startsWith(url.protocol);
    return (
      sameScheme && (host === '*' || (host.startsWith('*.') && `.${url.hostname}`.endsWith(host.slice(1))))
    );
  });
}

/** Gives every site back that a person enabled; what came with the installation cannot be. */
export async function forgetSites(): Promise<void> {
  const { host_permissions: fixed = [] } = browser.runtime.getManifest();
  const { origins = [] } = await browser.permissions.getAll();
  const given = origins.filter((origin) => !(fixed as readonly string[]).includes(origin));
  if (given.length > 0) await browser.permissions.remove({ origins: given });
}
