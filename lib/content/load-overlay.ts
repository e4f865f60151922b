import { request } from '../messaging/client';
import type { StartOverlay } from './overlay';

/** Where the script leaves its start: a global of the extension's own world, as a reader's. */
type World = typeof globalThis & { partnerLensOverlay?: StartOverlay };

/**
 * Fetches what stands in the page for a record, unless it is here.
 * @throws RequestError when the background does not give it
 */
export async function loadOverlay(): Promise<StartOverlay> {
  const world: World = globalThis;
  if (!world.partnerLensOverlay) await request('page.overlay', {});
  return world.partnerLensOverlay!;
}
