import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { putListBadges } from '../../store/list-sites';
import { announceChange } from '../changes';
import { webOrigin } from '../sites';

export const handle: Handler<'sites.badges'> = async ({ origin, on }) => {
  const url = webOrigin(origin);
  if (!url) throw new RequestError('bad-input', `"${origin}" is no address of a site.`);
  await putListBadges(url.origin, on);
  await announceChange();
  return null;
};
