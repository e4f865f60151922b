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
  near: Required<Foreign>['near'];
  beside: Required<Foreign>['beside'];
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

/** What is on its way: a page is read several times until it is here. */
let coming: Promise<unknown> | undefined;

/** Whether a page was read without words or a way of reading that it needs; they are fetched then. */
export function lacksWords(load: LoadPart): boolean {
  const { met } = parts;
  const lacks = !!met && !parts[met];
  // Without an answer the page is read as it can be: words stay as they are, and so do fields.
  if (lacks && !coming)
    coming = load(met)
      .catch(() => {
        parts[met] = (as: unknown) => as as never;
      })
      .finally(() => {
        coming = parts.met = undefined;
      });
  return lacks;
}

export type LoadPart = typeof loadPart;
