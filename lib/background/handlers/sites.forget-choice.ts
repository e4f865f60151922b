import type { Handler } from '../../messaging/server';
import { dropChoice } from '../../store/sites';
import { announceChange } from '../changes';

export const handle: Handler<'sites.forget-choice'> = async ({ origin, text }) => {
  await dropChoice(origin, text);
  await announceChange();
  return null;
};
