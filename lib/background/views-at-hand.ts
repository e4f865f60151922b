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
  /** Tells it from every other: the tab's state names the view that was made for it. */
  id: string;
  /** Puts it together when it is first called. */
  view(): Promise<PanelView>;
  /** The page says that it shows this; until then it is nobody's. */
  shown: boolean;
  /** The panel has it already, for when the page shows it. */
  given: boolean;
}
const atHand = new Map<number, AtHand>();

const drop = (tabId: number, one: AtHand): void => {
  if (atHand.get(tabId) === one) atHand.delete(tabId);
};

function keep(tabId: number, url: string, reading: PageReading, make: () => Promise<PanelView>): AtHand {
  const of = JSON.stringify([url, reading]);
  const known = atHand.get(tabId);
  if (known?.of === of) return known;
  let view: Promise<PanelView> | undefined;
  const one: AtHand = {
    of,
    id: crypto.randomUUID(),
    view() {
      if (!view) {
        view = make();
        view.catch(() => drop(tabId, one));
      }
      return view;
    },
    shown: false,
    given: false,
  };
  atHand.set(tabId, one);
  return one;
}

/**
 * Takes note of what a tab will show. Its view is put together when somebody wants it.
 * @param reading as the page sent it
 * @returns id of the view
 */
export function foresee(
  tabId: number,
  url: string,
  reading: PageReading,
  make: () => Promise<PanelView>,
): string {
  return keep(tabId, url, reading, make).id;
}

/**
 * The view of what a tab shows: one that was foreseen, else a new one; and its id where the panel has it already.
 * @param reading as the page sent it
 */
export function viewOf(
  tabId: number,
  url: string,
  reading: PageReading,
  make: () => Promise<PanelView>,
): { view: Promise<PanelView>; given?: string } {
  const one = keep(tabId, url, reading, make);
  one.shown = true;
  if (!one.given) return { view: one.view() };
  drop(tabId, one);
  return { view: one.view(), given: one.id };
}

/** The view of what a tab will show, for its panel, which shows it when the tab's state names it. */
export function giveView(tabId: number): { id: string; view: Promise<PanelView> } | undefined {
  const one = atHand.get(tabId);
  if (!one || one.shown) return undefined;
  one.given = true;
  return { id: one.id, view: one.view() };
}

/** Puts the view of what a tab will show together ahead of time: its panel is there and is about to want it. */
export function hasten(tabId: number): void {
  void atHand.get(tabId)?.view();
}

/** The view of what the tab shows, for its panel: once, so that none is kept for long. */
export function takeView(tabId: number): Promise<PanelView> | undefined {
  const one = atHand.get(tabId);
  if (!one?.shown) return undefined;
  atHand.delete(tabId);
  return one.view();
}

/** Drops the view of a tab that shows something else now, or all of them, since what they rest on changed. */
export function dropViews(tabId?: number): void {
  if (tabId === undefined) atHand.clear();
  else atHand.delete(tabId);
}
