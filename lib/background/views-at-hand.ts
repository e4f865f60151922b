/**
 * Views of the pages in tabs that were put together a moment ago, or are being put together: for a record that a page
 * is about to show, and for the panel, which asks for the same view as its page. Whatever they rest on drops them when
 * it changes, and a worker that starts anew has none: then a view is simply put together again.
 */
import type { PageReading } from '../crm/types';
import type { PanelView } from '../messaging/views';

interface AtHand {
  /** What it is a view of. */
  of: string;
  view: Promise<PanelView>;
  /** The page says that it shows this; until then it is nobody's. */
  shown: boolean;
}
const atHand = new Map<number, AtHand>();

function keep(tabId: number, url: string, reading: PageReading, make: () => Promise<PanelView>): AtHand {
  const of = JSON.stringify([url, reading]);
  const known = atHand.get(tabId);
  if (known?.of === of) return known;
  const one: AtHand = { of, view: make(), shown: false };
  atHand.set(tabId, one);
  one.view.catch(() => {
    if (atHand.get(tabId) === one) atHand.delete(tabId);
  });
  return one;
}

/** Puts the view of what a tab will show together ahead of time. @param reading as the page sent it */
export function foresee(
  tabId: number,
  url: string,
  reading: PageReading,
  make: () => Promise<PanelView>,
): void {
  keep(tabId, url, reading, make);
}

/** The view of what a tab shows: one that was foreseen, else a new one. @param reading as the page sent it */
export function viewOf(
  tabId: number,
  url: string,
  reading: PageReading,
  make: () => Promise<PanelView>,
): Promise<PanelView> {
  const one = keep(tabId, url, reading, make);
  one.shown = true;
  return one.view;
}

/** The view of what the tab shows, for its panel: once, so that none is kept for long. */
export function takeView(tabId: number): Promise<PanelView> | undefined {
  const one = atHand.get(tabId);
  if (!one?.shown) return undefined;
  atHand.delete(tabId);
  return one.view;
}

/** Drops the view of a tab that shows something else now, or all of them, since what they rest on changed. */
export function dropViews(tabId?: number): void {
  if (tabId === undefined) atHand.clear();
  else atHand.delete(tabId);
}
