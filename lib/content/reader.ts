import type { PageReader } from '../crm/choose';
import { request } from '../messaging/client';

/** Where a reader script leaves its reader: a global of the extension's own world, which the page cannot see. */
type World = typeof globalThis & { partnerLensReader?: PageReader };

/**
 * Fetches the reader for this page's CRM, so that no page carries the code of all CRMs.
 * @throws RequestError when the background does not give one
 */
export async function loadReader(): Promise<PageReader> {
  const world: World = globalThis;
  if (!world.partnerLensReader) await request('page.reader', {});
  if (!world.partnerLensReader) throw new Error('The reader of this page did not load. Reload the page.');
  return world.partnerLensReader;
}
