import { adapters } from '../crm/registry';
import { rowReaders } from '../crm/row-readers';

/** Reads every page by what it means, and knows no CRM. */
const ANY = 'any';

/**
 * Script that reads a page; one is built for each adapter (wxt.config.ts).
 * @param hint the CRM on any host that the page claims to be: it chooses one of those scripts and nothing else, and
 *   never one of a CRM with a host of its own
 */
export function readerFile(url: URL, hint: string | null): string {
  const known =
    adapters.find(({ host }) => host?.test(url.hostname)) ??
    adapters.find(({ id, host, priority }) => id === hint && !host && priority > 0);
  return `/readers/${known?.id ?? ANY}.js`;
}

/** Script that reads a site's lists and boards and shows badges on them; one is built for each reader of rows. */
export function listFile(url: URL): string {
  const known = adapters.find(({ id, host }) => host?.test(url.hostname) && rowReaders.has(id));
  return `/lists/${known?.id ?? ANY}.js`;
}
