import type { LimitSubject } from '../../kpi/limits';
import { RequestError } from '../../messaging/errors';
import type { LimitScope } from '../../messaging/messages';
import type { Handler } from '../../messaging/server';
import { loadCatalogue } from '../../store/kpis';
import { limitsInForce } from '../../store/limits';
import { getPartner } from '../../store/partners';
import { limitView, scopeKey } from '../limits';

/** Whom a level stands for: a partner brings its type and tier along, the others only themselves. */
async function subjectOf(scope: LimitScope): Promise<LimitSubject> {
  const nobody = { partnerId: '', type: null, tier: null };
  switch (scope.level) {
    case 'global':
      return nobody;
    case 'type':
      return { ...nobody, type: scope.id };
    case 'tier':
      return { ...nobody, tier: scope.id };
    case 'partner': {
      const partner = await getPartner(scope.id);
      if (!partner) throw new RequestError('not-found', 'That partner is no longer in the directory.');
      return { partnerId: partner.id, type: partner.type, tier: partner.tier };
    }
  }
}

export const handle: Handler<'limits.list'> = async (scope) => {
  const [stored, subject] = [await limitsInForce(), await subjectOf(scope)];
  const { definitions } = await loadCatalogue();
  return definitions
    .filter((definition) => definition.direction !== 'info')
    .map((definition) => limitView(definition, stored, scopeKey(scope), subject));
};
