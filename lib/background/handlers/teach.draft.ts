import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { setTeaching, teachingOf } from '../lessons';
import { webOrigin } from '../sites';

/** Keeps what was taught on the first record until the second one is open; null ends the teaching. */
export const handle: Handler<'teach.draft'> = async ({ draft }, asker) => {
  const { tabId, teaching } = await teachingOf(asker);
  if (draft && webOrigin(draft.first.url)?.origin !== teaching.origin)
    throw new RequestError('bad-input', 'The first record is not one of this site.');
  await setTeaching(tabId, draft && { ...teaching, draft });
  return null;
};
