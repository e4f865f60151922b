/**
 * How open panels, popups and pages learn that what they show has changed: the background writes a key in
 * session storage, which also works in a frame whose IndexedDB is blocked.
 */
import { browser } from 'wxt/browser';

// Not `import.meta.env.FIREFOX`: test runners turn its `false` into a text, which is true.
const FIREFOX = import.meta.env.BROWSER === 'firefox';

/** Takes a new value with every change of partners, limits, rules, facts or scorecards. */
export const REVISION_KEY = 'revision';
const TAB_PREFIX = 'tab:';
/** What one tab shows. */
export const tabKey = (tabId: number): string => `${TAB_PREFIX}${tabId}`;

/**
 * Tells the panel in a tab that something changed. Only for Firefox, which gives a frame embedded in a web page no
 * session storage and no events of it; call after the change is stored.
 */
export async function ringPanel(tabId: number): Promise<void> {
  if (!FIREFOX) return;
  // No answer is expected, and a tab without a panel has no one to take it.
  await browser.tabs.sendMessage(tabId, { changed: true }).catch(() => {});
}

/** What is said of a tab whose page alone changed. */
export interface PageChange {
  /** The page is between two records. */
  pending: boolean;
  /** Id of the view that was foreseen for it, or that its panel has of it. */
  view?: string;
}

/** @param value what the background keeps of a tab; nothing when it forgot it */
function pageChange(value: unknown): PageChange {
  const { reading, view } = (value ?? {}) as { reading?: { state: string }; view?: string };
  return { pending: reading?.state === 'pending', view };
}

/**
 * Calls back after every change of shared data, and of the page in `tabId` when one is given. What is shown is asked
 * of the background again; of a page that alone changed, the callback hears whether a view of it is at hand.
 *
 * @param tabId read at every change, so that a view can pass the tab it learns about later; undefined until it knows,
 * when the change of any tab may be the one
 * @returns stops watching
 */
export function watchChanges(
  callback: (change?: PageChange) => void,
  tabId: () => number | null | undefined = () => null,
): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    if (area !== 'session') return;
    const tab = tabId();
    const page = tab == null ? undefined : changes[tabKey(tab)];
    if (
      REVISION_KEY in changes ||
      (tab === undefined && Object.keys(changes).some((key) => key.startsWith(TAB_PREFIX)))
    )
      callback();
    else if (page) callback(pageChange(page.newValue));
  };
  const ring = (message: unknown): void => {
    if ((message as { changed?: unknown } | null)?.changed === true) callback();
  };
  browser.storage.onChanged.addListener(listener);
  if (FIREFOX) browser.runtime.onMessage.addListener(ring);
  return () => {
    browser.storage.onChanged.removeListener(listener);
    if (FIREFOX) browser.runtime.onMessage.removeListener(ring);
  };
}
