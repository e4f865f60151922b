import { reviewed } from '../../crm/review/review';
import { isDocked } from '../../messaging/dock';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import type { PageBadge, PanelView } from '../../messaging/views';
import { hasListBadges } from '../../store/list-sites';
import { tabOf } from '../asker';
import { noteReading } from '../lessons';
import { loadView, panelView } from '../load-view';
import { asSiteSays, noteFields } from '../site-fields';
import { isGranted, webOrigin } from '../sites';
import { noteSnapshot } from '../snapshots';
import { dropTabState, getTabState, setTabState, type TabState } from '../tab-state';
import { composeBadge } from '../view';
import { dropViews, foresee, hasten, viewOf } from '../views-at-hand';
import { noteVisit } from '../visits';

const HIDDEN = { show: false, partnerName: null, missing: [], tone: 'neutral' } as const;

/** With whether its panel shows in the browser's side panel. */
const placed = async (badge: PageBadge): Promise<PageBadge> =>
  badge.show && (await isDocked()) ? { ...badge, docked: true } : badge;

/** The panel asks for the same record: it says what is wrong, and tries again. */
function couldNotTell(error: unknown): Promise<PageBadge> {
  console.error('Partner Lens could not put this record together.', error);
  return placed({ ...HIDDEN, missing: [], show: true });
}

/** Keeps what the page in this tab is, and answers what the page may know of it. */
export const handle: Handler<'page.read'> = async ({ url, reading, next }, asker) => {
  const tabId = tabOf(asker);
  const [claimed, sender] = [webOrigin(url), webOrigin(asker.url)];
  if (!claimed || claimed.origin !== sender?.origin) {
    throw new RequestError('bad-input', 'The address is not one of the page that sent it.');
  }
  // A script that outlived the permission for its site learns nothing more.
  const [granted, before, told, coming] = await Promise.all([
    isGranted(sender),
    getTabState(tabId),
    asSiteSays(claimed, reading).then(
      (read) => ({ read }),
      (error: unknown) => ({ error }),
    ),
    // It is told when it is shown, whatever became of it before.
    next ? asSiteSays(claimed, next).catch(() => null) : null,
  ]);
  if (!granted) {
    dropViews(tabId);
    await dropTabState(tabId);
    return { ...HIDDEN, missing: [] };
  }
  if ('error' in told) {
    dropViews(tabId);
    await setTabState(tabId, { url, reading: reviewed(reading, claimed), untold: true });
    return couldNotTell(told.error);
  }
  const { read } = told;
  const state: TabState = { url, reading: read };
  if (read.state === 'no-record' && before?.url === url && before.row) state.row = before.row;
  const shows = read.state === 'record' || read.state === 'unrecognised';
  // Before the panel hears of it: it gets the view that is on its way.
  const made = shows ? viewOf(tabId, url, reading, () => loadView(tabId, state)) : null;
  if (made?.given) state.view = made.given;
  if (!shows) {
    dropViews(tabId);
    if (next && coming?.state === 'record') {
      state.view = foresee(tabId, url, next, () => panelView(tabId, { url, reading: coming }));
      // A panel that is being loaded has the machine for itself, and asks when it is there.
      if (before && before.reading.state !== 'no-record') hasten(tabId);
    }
  }
  const kept = setTabState(tabId, state);
  // What the page shows next is about to be reported, and is kept after this in any case.
  if (reading.state === 'pending') kept.catch(console.error);
  else await kept;
  let view: PanelView | undefined;
  try {
    view = await made?.view;
  } catch (error) {
    return couldNotTell(error);
  }
  void noteReading(claimed.origin, reading, Date.now()).catch((error) =>
    console.error('Partner Lens could not note how well its lesson holds.', error),
  );
  if (!view) {
    const lists = read.state === 'no-record' && (await hasListBadges(sender.origin));
    // An opened row has no field in the page to be marked.
    const show = lists && state.row !== undefined;
    return placed({ ...HIDDEN, missing: [], show, ...(lists ? { lists } : {}) });
  }
  // The badge does not wait for what is remembered, nor fail with it.
  void noteVisit(state, before, view, Date.now()).catch((error) =>
    console.error('Partner Lens could not note this record for the worklist.', error),
  );
  void noteSnapshot(tabId, state, before, view).catch((error) =>
    console.error('Partner Lens could not remember this visit.', error),
  );
  void noteFields(claimed.origin, read).catch((error) =>
    console.error('Partner Lens could not note the fields of this record.', error),
  );
  return placed(composeBadge(view, state.reading));
};
