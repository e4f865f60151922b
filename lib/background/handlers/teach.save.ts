import { MOST_LESSONS } from '../../messaging/lesson-schema';
import type { Handler } from '../../messaging/server';
import { lessonsOf, putLessons } from '../../store/lessons';
import { announceChange } from '../changes';
import { renewLessons, setTeaching, teachingOf } from '../lessons';

/** The site is the sender's own, and only a lesson of that site can be replaced. */
export const handle: Handler<'teach.save'> = async ({ lesson }, asker) => {
  const { tabId, teaching } = await teachingOf(asker);
  const { origin, repair } = teaching;
  const own = (await lessonsOf(origin)).some(({ id }) => id === repair);
  const id = own && repair !== null ? repair : crypto.randomUUID();
  await putLessons([{ ...lesson, id, origin }], MOST_LESSONS);
  await setTeaching(tabId, null);
  await renewLessons(origin);
  await announceChange();
  return null;
};
