import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { focusScope, putFocus } from '../../store/focus';
import { announceChange } from '../changes';

export const handle: Handler<'focus.save'> = async (input) => {
  const kpis = [...new Set(input.kpis)];
  if (kpis.length === 0)
    throw new RequestError('bad-input', 'Choose at least one KPI, or go back to the default.');
  await putFocus({
    scope: focusScope(input),
    kpis,
    preset: input.preset,
  });
  await announceChange();
  return null;
};
