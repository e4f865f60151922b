import type { Handler } from '../../messaging/server';
import { announceChange } from '../changes';
import { removeRule } from '../rules';

export const handle: Handler<'rules.delete'> = async ({ id }) => {
  await removeRule(id);
  await announceChange();
  return null;
};
