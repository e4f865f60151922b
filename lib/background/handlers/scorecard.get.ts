import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { getPartner } from '../../store/partners';
import { shownScorecard } from '../cards';
import { plainPartner } from '../directory';

export const handle: Handler<'scorecard.get'> = async ({ partnerId }) => {
  const partner = await getPartner(partnerId);
  if (!partner) throw new RequestError('not-found', 'That partner is no longer in the directory.');
  return { partner: plainPartner(partner), scorecard: await shownScorecard(partner) };
};
