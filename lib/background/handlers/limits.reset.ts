import type { Handler } from '../../messaging/server';
import { deleteLimits } from '../../store/limits';
import { keepFresh } from '../keep-fresh';
import { scopeKey } from '../limits';

export const handle: Handler<'limits.reset'> = async (input) => {
  const scope = scopeKey(input);
  await deleteLimits(scope, input.kpi);
  await keepFresh({ what: 'limits', scope });
  return null;
};
