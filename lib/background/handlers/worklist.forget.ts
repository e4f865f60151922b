import type { Handler } from '../../messaging/server';
import { forgetSeen, forgetSite } from '../../store/seen';
import { announceChange } from '../changes';

export const handle: Handler<'worklist.forget'> = async (what) => {
  const forgotten = await ('origin' in what ? forgetSite(what.origin) : forgetSeen(what.keys));
  await announceChange();
  return { forgotten };
};
