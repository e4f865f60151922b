import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { putSnapshotSite } from '../../store/snapshots';
import { announceChange } from '../changes';
import { isGranted, webOrigin } from '../sites';

export const handle: Handler<'sites.remember'> = async ({ origin, on, keepDays }) => {
  const url = webOrigin(origin);
  if (!url) throw new RequestError('bad-input', `"${origin}" is no address of a site.`);
  if (on && !(await isGranted(url)))
    throw new RequestError(
      'bad-input',
      `${url.origin} is not enabled. Enable it first, then switch this on.`,
    );
  await putSnapshotSite(url.origin, { on, keepDays });
  await announceChange();
  return null;
};
