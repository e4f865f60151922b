import { browser } from 'wxt/browser';
import type { Handler } from '../../messaging/server';
import type { PopupStatus } from '../../messaging/views';
import { hasListBadges } from '../../store/list-sites';
import { isRemembered } from '../../store/snapshots';
import { warmSearch } from '../directory';
import { lostData } from '../kept';
import { panelView } from '../load-view';
import { isGranted, webOrigin } from '../sites';
import { currentState, getTabState } from '../tab-state';

async function status(tabId: number): Promise<PopupStatus> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  const url = webOrigin(tab?.url);
  if (!url) return { origin: null, site: 'blocked', reading: null, panel: null, lists: false };
  const { origin } = url;
  if (!(await isGranted(url))) return { origin, site: 'disabled', reading: null, panel: null, lists: false };
  const state = currentState(await getTabState(tabId), tab?.url);
  const panel = state && (await panelView(tabId, state));
  const lists = await hasListBadges(origin);
  const remembered = await isRemembered(origin);
  return { origin, site: 'enabled', reading: state?.reading ?? null, panel, lists, remembered };
}

export const handle: Handler<'popup.status'> = async ({ tabId }) => {
  const [answer, lost] = await Promise.all([status(tabId), lostData()]);
  // The popup has just opened, with the cursor in the search: the next question is for a partner.
  warmSearch();
  return lost ? { ...answer, lost: true } : answer;
};
