import { validateLimit } from '../../kpi/limits';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { loadCatalogue } from '../../store/kpis';
import { putLimit } from '../../store/limits';
import { getPolicy } from '../../store/policy';
import { keepFresh } from '../keep-fresh';
import { scopeKey } from '../limits';

/** Answers once the partners it touches were judged again, so that the next view shows it. */
export const handle: Handler<'limits.set'> = async (input) => {
  const { kpi, warn, fail } = input;
  const definition = (await loadCatalogue()).find(kpi);
  if (!definition) throw new RequestError('not-found', `There is no KPI "${kpi}".`);
  const wrong = validateLimit(definition, warn, fail);
  if (wrong) throw new RequestError('bad-input', wrong);
  const scope = scopeKey(input);
  const locked = (await getPolicy()).limits.some(
    (limit) => limit.kpi === kpi && (limit.scope === 'global' || limit.scope === scope),
  );
  if (locked)
    throw new RequestError(
      'refused',
      `The limits of ${definition.name} were set by your administrator; ask them to change them.`,
    );
  await putLimit({ scope, kpi, warn, fail });
  await keepFresh({ what: 'limits', scope });
  return null;
};
