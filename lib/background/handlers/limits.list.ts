import type { Handler } from '../../messaging/server';
import { loadCatalogue } from '../../store/kpis';
import { limitsInForce } from '../../store/limits';
import { limitView, scopeKey, subjectOf } from '../limits';

export const handle: Handler<'limits.list'> = async (scope) => {
  const [stored, subject] = [await limitsInForce(), await subjectOf(scope)];
  const { definitions } = await loadCatalogue();
  return definitions
    .filter((definition) => definition.direction !== 'info')
    .map((definition) => limitView(definition, stored, scopeKey(scope), subject));
};
