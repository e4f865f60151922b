/**
 * Whether the panel stands in the browser's side panel instead of in the pages: one choice for this browser profile.
 */
import { browser } from 'wxt/browser';

/** Key in local storage. */
export const DOCKED_KEY = 'docked';

export const setDocked = (docked: boolean): Promise<void> =>
  browser.storage.local.set({ [DOCKED_KEY]: docked });

export async function isDocked(): Promise<boolean> {
  return (await browser.storage.local.get(DOCKED_KEY))[DOCKED_KEY] === true;
}

/** Calls back whenever it is changed anywhere; returns how to stop. */
export function watchDocked(changed: (docked: boolean) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (DOCKED_KEY in changes) changed(changes[DOCKED_KEY]?.newValue === true);
  };
  browser.storage.local.onChanged.addListener(listener);
  return () => browser.storage.local.onChanged.removeListener(listener);
}

/** The side panel of Chrome, the sidebar of Firefox; Firefox gives frames in web pages neither. */
const panels = () =>
  browser as {
    sidePanel?: { open(options: { tabId: number }): Promise<void> };
    sidebarAction?: { open(): Promise<void> };
  };

/** Whether this page of the extension can open it. */
export const hasSidePanel = (): boolean => Boolean(panels().sidePanel ?? panels().sidebarAction);

/**
 * Opens it. Browsers do so only inside the user's own click: call before anything is awaited.
 * @param tabId tab in whose window it opens
 */
export async function openSidePanel(tabId: number): Promise<void> {
  const { sidePanel, sidebarAction } = panels();
  await (sidePanel ? sidePanel.open({ tabId }) : sidebarAction?.open());
}
