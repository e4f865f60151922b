import type { Handler } from '../../messaging/server';
import { announceChange } from '../changes';
import { resetRules } from '../rules';

export const handle: Handler<'rules.reset'> = async () => {
  await resetRules();
  await announceChange();
  return null;
};
