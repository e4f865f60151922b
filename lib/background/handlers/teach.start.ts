import { browser } from 'wxt/browser';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { openTeaching, setTeaching } from '../lessons';
import { isGranted, webOrigin } from '../sites';

/** A panel starts it in its own tab only; pages of ours name the tab. */
export const handle: Handler<'teach.start'> = async ({ tabId: named, repair }, asker) => {
  const tabId = asker.role === 'panel' ? asker.tabId : (named ?? asker.tabId);
  if (tabId === null) throw new RequestError('no-tab', 'Open a record in the CRM first.');
  const url = webOrigin((await browser.tabs.get(tabId).catch(() => undefined))?.url);
  if (!url || !(await isGranted(url)))
    throw new RequestError('refused', 'Enable Partner Lens on this site first.');
  await setTeaching(tabId, { origin: url.origin, draft: null, repair: repair ?? null });
  await openTeaching(tabId);
  return null;
};
