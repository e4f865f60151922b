import type { Handler } from '../../messaging/server';
import { focusScope, getFocus } from '../../store/focus';

export const handle: Handler<'focus.get'> = async (input) => {
  const found = await getFocus(focusScope(input.level, 'id' in input ? input.id : ''));
  return found && { kpis: found.kpis, preset: found.preset };
};
