import { MOST_LESSONS } from '../../messaging/lesson-schema';
import type { Handler } from '../../messaging/server';
import { putLessons } from '../../store/lessons';
import { announceChange } from '../changes';
import { renewLessons } from '../lessons';

export const handle: Handler<'lessons.import'> = async ({ lessons }) => {
  const counts = await putLessons(lessons, MOST_LESSONS);
  for (const origin of new Set(lessons.map((lesson) => lesson.origin))) await renewLessons(origin);
  await announceChange();
  return counts;
};
