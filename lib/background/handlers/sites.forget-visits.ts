import type { Handler } from '../../messaging/server';
import { forgetVisits } from '../snapshots';

export const handle: Handler<'sites.forget-visits'> = async ({ origin }) => ({
  forgotten: await forgetVisits(origin),
});
