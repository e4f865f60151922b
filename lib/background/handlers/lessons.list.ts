import type { Handler } from '../../messaging/server';
import { allLessons } from '../../store/lessons';

export const handle: Handler<'lessons.list'> = async () =>
  (await allLessons()).map(({ lesson, state, weak, checked }) => ({ lesson, state, weak, checked }));
