import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { getPartner, plainPartner } from '../../store/partners';
import { shownScorecard } from '../cards';

export const handle: Handler<'scorecard.get'> = async ({ partnerId }) => {
  const partner = await getPartner(partnerId);
  if (!partner) throw new RequestError('not-found', 'That partner is no longer in the directory.');
  return { partner: plainPartner(partner), scorecard: await shownScorecard(partner) };
};
