import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { putListBadges } from '../../store/list-sites';
import { tabOf } from '../asker';
import { announceChange } from '../changes';
import { webOrigin } from '../sites';
import { getTabState } from '../tab-state';

/** A panel switches those of the site that it sits in, whatever site it names. */
export const handle: Handler<'sites.badges'> = async ({ origin: named, on }, asker) => {
  const origin = asker.role === 'panel' ? (await getTabState(tabOf(asker)))?.url : named;
  const url = webOrigin(origin);
  if (!url) throw new RequestError('bad-input', `"${origin ?? ''}" is no address of a site.`);
  await putListBadges(url.origin, on);
  await announceChange();
  return null;
};
