import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { listsAllowed, rowState } from '../list-badges';
import { getTabState, setTabState } from '../tab-state';

/** Puts a row's record in front of the list that its tab shows. */
export const handle: Handler<'list.open'> = async ({ crm, row }, asker) => {
  const page = await listsAllowed(asker);
  const tabId = tabOf(asker);
  const state = await getTabState(tabId);
  if (state?.reading.state !== 'no-record' || new URL(state.url).origin !== page.origin) {
    throw new RequestError('not-found', 'The page shows no list now.');
  }
  await setTabState(tabId, { ...state, row: await rowState(page, crm, row) });
  return null;
};
