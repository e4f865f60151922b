import type { Foreign } from '../crm/foreign';
import { request } from '../messaging/client';
import type { PanelFrame } from '../messaging/panel-frame';
import type { FollowModals } from './modal';
import type { Operate } from './operate';
import type { StartOverlay } from './overlay';

/** What a page gets only when it is needed, by the name of its script. */
interface Parts {
  overlay: StartOverlay;
  launcher: Operate;
  modals: FollowModals;
  japanese: Required<Foreign>['japanese'];
}
/** Where these scripts leave what they bring: a global of the extension's own world, made first as a reader's is. */
export const parts: Partial<Parts> & Pick<Foreign, 'met'> & { frame?: PanelFrame } = {};
(globalThis as { partnerLensParts?: Foreign }).partnerLensParts = parts;

/**
 * Fetches a part, unless it is here. What an older script of this page asked for may come in halves: the part to us, and
 * the frame's making to the one that was there before.
 * @throws RequestError when the background does not give it
 */
export async function loadPart<N extends keyof Parts>(name: N): Promise<Parts[N]> {
  if (!parts[name] || !parts.frame) await request('page.part', { name });
  return parts[name] as Parts[N];
}

/** Words that are on their way: a page is read several times until they are here. */
let coming: Promise<unknown> | undefined;

/** Whether a page was read without words that it needs; they are fetched then. */
export function lacksWords(load: LoadPart): boolean {
  const lacks = !!parts.met && !parts.japanese;
  // Without an answer the page is read as it can be.
  if (lacks && !coming)
    coming = load('japanese')
      .catch(() => (parts.japanese = (text) => text))
      .finally(() => {
        coming = undefined;
      });
  return lacks;
}

export type LoadPart = typeof loadPart;
