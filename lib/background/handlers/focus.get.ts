import type { Handler } from '../../messaging/server';
import { focusScope, getFocus } from '../../store/focus';

export const handle: Handler<'focus.get'> = async (input) => {
  const found = await getFocus(focusScope(input));
  return found && { kpis: found.kpis, preset: found.preset };
};
