import type { SenderRole } from './messages';

/** The parts of `runtime.MessageSender` that decide who is asking. */
export interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
  tab?: { id?: number };
}

/** Page that may sit in a frame of a CRM page. */
const PANEL_PATH = '/panel.html';

/**
 * Who sent a message, judged by what the browser itself reports and never by the message.
 *
 * - `content` the content script of a tab's top frame
 * - `panel`   `panel.html` inside a frame of a tab: its surroundings may be hostile
 * - `page`    a top-level page of the extension: popup, options, side panel; not the panel, which any site may open in a
 *   window of its own
 *
 * @param ownOrigin origin of the extension, e.g. `chrome-extension://abc`
 * @returns null for everything else: other extensions, frames of web pages, other extension pages in frames
 */
export function senderRole(sender: Sender, ownOrigin: string, ownId?: string): SenderRole | null {
  if (ownId !== undefined && sender.id !== ownId) return null;
  let url: URL;
  try {
    url = new URL(sender.url ?? '');
  } catch {
    return null;
  }
  const inTab = sender.tab !== undefined && sender.tab !== null;
  const top = sender.frameId === undefined || sender.frameId === 0;
  // The origin of extension schemes is opaque ("null") in some engines, so it is put together by hand.
  if (`${url.protocol}//${url.host}` === ownOrigin) {
    const isPanel = url.pathname === PANEL_PATH;
    if (top) return isPanel ? null : 'page';
    return inTab && isPanel ? 'panel' : null;
  }
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && inTab && sender.frameId === 0 ? 'content' : null;
}
