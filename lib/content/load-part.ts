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
/** Where these scripts leave what they bring: a global of the extension's own world, made first as a reader's is. */
const parts: Partial<Parts> = {};
(globalThis as { partnerLensParts?: Partial<Parts> }).partnerLensParts = parts;

/**
 * Fetches a part, unless it is here.
 * @throws RequestError when the background does not give it
 */
export async function loadPart<N extends keyof Parts>(name: N): Promise<Parts[N]> {
  if (!parts[name]) await request('page.part', { name });
  return parts[name]!;
}

export type LoadPart = typeof loadPart;
