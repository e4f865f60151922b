import { crmIdKeys } from '../../match/crm-id';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { dealCredit } from '../credit';
import { getTabState, inFront } from '../tab-state';

/** A panel gets the credit of its own tab's deal; only a page of the extension may name a deal or a tab. */
export const handle: Handler<'deal.credit'> = async ({ dealId, tabId }, asker) => {
  if (asker.role === 'panel' && (dealId ?? tabId) !== undefined) {
    throw new RequestError('refused', 'A panel cannot name a deal.');
  }
  if (asker.role !== 'panel' && (dealId === undefined) === (tabId === undefined)) {
    throw new RequestError('bad-input', 'Say which deal, or which tab, is meant.');
  }
  if (dealId !== undefined) return dealCredit([dealId], null);
  const reading = inFront(await getTabState(tabId ?? tabOf(asker)))?.reading;
  if (reading?.state !== 'record' || reading.record.kind !== 'deal') {
    throw new RequestError('not-found', 'The page no longer shows a deal.');
  }
  const { crm, id, name } = reading.record;
  return dealCredit(id === null ? [] : crmIdKeys(crm, id).bare, name);
};
