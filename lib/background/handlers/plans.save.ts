import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { putPlan } from '../../store/plans';
import { announceChange } from '../changes';
import { keepFresh } from '../keep-fresh';

export const handle: Handler<'plans.save'> = async ({ scope, items }) => {
  if (!/^(type|partner):./.test(scope)) {
    throw new RequestError('bad-input', 'A tracking plan belongs to a partner or to a partner type.');
  }
  await putPlan({ scope, items });
  await announceChange();
  // A signal tells what plans lack.
  void keepFresh();
  return null;
};
