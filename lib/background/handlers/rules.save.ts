import type { Handler } from '../../messaging/server';
import { putRule } from '../../store/rules';
import { announceChange } from '../changes';

export const handle: Handler<'rules.save'> = async (rule) => {
  await putRule(rule);
  await announceChange();
  return null;
};
