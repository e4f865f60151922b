import { crmIdKeys } from '../../match/crm-id';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { dealCredit } from '../credit';
import { getTabState } from '../tab-state';

/** A panel gets the credit of its own tab's deal; only a page of the extension may name one. */
export const handle: Handler<'deal.credit'> = async ({ dealId }, asker) => {
  if (asker.role !== 'panel') {
    if (dealId === undefined) throw new RequestError('bad-input', 'Say which deal is meant.');
    return dealCredit([dealId], null);
  }
  if (dealId !== undefined) throw new RequestError('refused', 'A panel cannot name a deal.');
  const reading = (await getTabState(tabOf(asker)))?.reading;
  if (reading?.state !== 'record' || reading.record.kind !== 'deal') {
    throw new RequestError('not-found', 'The page no longer shows a deal.');
  }
  const { crm, id, name } = reading.record;
  return dealCredit(id === null ? [] : crmIdKeys(crm, id).bare, name);
};
