import { adapters } from '../crm/registry';

/** Reader of every page that no CRM is known by its host for: the CRMs on any host, and the generic one. */
const ANY = 'any';

/** Script that reads pages of this address; one is built for each adapter with a host of its own (wxt.config.ts). */
export function readerFile(url: URL): string {
  const known = adapters.find(({ host }) => host?.test(url.hostname));
  return `/readers/${known?.id ?? ANY}.js`;
}
