import type { Handler } from '../../messaging/server';
import { lessonsOf } from '../../store/lessons';
import { teachingOf } from '../lessons';

export const handle: Handler<'teach.state'> = async (_input, asker) => {
  const { teaching } = await teachingOf(asker);
  const { draft, origin, repair } = teaching;
  const lesson = repair === null ? undefined : (await lessonsOf(origin)).find(({ id }) => id === repair);
  return { draft, repair: lesson ?? null };
};
