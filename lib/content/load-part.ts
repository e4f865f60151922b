import { request } from '../messaging/client';
import type { FollowModals } from './modal';
import type { Operate } from './operate';
import type { StartOverlay } from './overlay';

/** What a page gets only when it is needed, by the name of its script. */
interface Parts {
  overlay: StartOverlay;
  launcher: Operate;
  modals: FollowModals;
}
/** Where these scripts leave what they bring: a global of the extension's own world, as a reader's. */
type World = typeof globalThis & { partnerLensParts?: Partial<Parts> };

/**
 * Fetches a part, unless it is here.
 * @throws RequestError when the background does not give it
 */
export async function loadPart<N extends keyof Parts>(name: N): Promise<Parts[N]> {
  const world: World = globalThis;
  if (!world.partnerLensParts?.[name]) await request('page.part', { name });
  return world.partnerLensParts![name]!;
}

export type LoadPart = typeof loadPart;
