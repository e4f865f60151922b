import { adapters } from '../crm/registry';

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
