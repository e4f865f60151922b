import type { Handler } from '../../messaging/server';
import { clearRules } from '../../store/rules';
import { announceChange } from '../changes';

export const handle: Handler<'rules.reset'> = async () => {
  await clearRules();
  await announceChange();
  return null;
};
