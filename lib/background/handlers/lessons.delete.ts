import type { Handler } from '../../messaging/server';
import { dropLesson } from '../../store/lessons';
import { announceChange } from '../changes';
import { renewLessons } from '../lessons';

export const handle: Handler<'lessons.delete'> = async ({ id }) => {
  const origin = await dropLesson(id);
  if (origin !== null) await renewLessons(origin);
  await announceChange();
  return null;
};
