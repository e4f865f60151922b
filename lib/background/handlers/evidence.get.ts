import { matchRecord } from '../../match/match';
import { RequestError } from '../../messaging/errors';
import type { Asker, Handler } from '../../messaging/server';
import { getPartner } from '../../store/partners';
import { tabOf } from '../asker';
import { lookupOn } from '../directory';
import { loadEvidence } from '../evidence';
import { getTabState, inFront } from '../tab-state';

/** The partner of the record in the asker's tab. */
async function partnerOfTab(asker: Asker): Promise<string> {
  const state = inFront(await getTabState(tabOf(asker)));
  const match =
    state?.reading.state === 'record'
      ? await matchRecord(state.reading.record, lookupOn(new URL(state.url).origin))
      : null;
  if (match?.state !== 'matched') {
    throw new RequestError('not-found', 'The page no longer shows a record with a known partner.');
  }
  return match.partnerId;
}

/** A panel gets the rows of its own record's partner; only a page of the extension may say whose. */
export const handle: Handler<'evidence.get'> = async ({ kpi, partnerId, programme, ...page }, asker) => {
  if (asker.role === 'panel' && (partnerId !== undefined || programme)) {
    throw new RequestError('refused', 'A panel cannot say whose number it is.');
  }
  if (asker.role !== 'panel' && (partnerId !== undefined) === (programme === true)) {
    throw new RequestError('bad-input', 'Say which partner the number is of, or that it is the programme’s.');
  }
  if (programme) return loadEvidence(kpi, null, page);
  const partner = await getPartner(partnerId ?? (await partnerOfTab(asker)));
  if (!partner) throw new RequestError('not-found', 'That partner is no longer in the directory.');
  return loadEvidence(kpi, partner, page);
};
