import { validateRule } from '../../fields/validate';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { announceChange } from '../changes';
import { saveRule } from '../rules';

export const handle: Handler<'rules.save'> = async (input) => {
  const checked = validateRule(input);
  if (!checked.ok) {
    throw new RequestError('bad-input', checked.problems.map(({ message }) => message).join(' '));
  }
  await saveRule(checked.rule);
  await announceChange();
  return null;
};
