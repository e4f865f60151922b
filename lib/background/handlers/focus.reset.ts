import type { Handler } from '../../messaging/server';
import { deleteFocus, focusScope } from '../../store/focus';
import { announceChange } from '../changes';

export const handle: Handler<'focus.reset'> = async (input) => {
  await deleteFocus(focusScope(input));
  await announceChange();
  return null;
};
