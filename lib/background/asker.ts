import { RequestError } from '../messaging/errors';
import type { Asker } from '../messaging/server';

/**
 * The tab that a content script or panel sits in.
 * @throws RequestError `no-tab` when the sender sits in none
 */
export function tabOf(asker: Asker): number {
  if (asker.tabId === null) throw new RequestError('no-tab', 'This can only be asked from within a tab.');
  return asker.tabId;
}
