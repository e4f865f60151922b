/** Limits as they are listed and set at one level. */
import type { KpiDefinition } from '../kpi/define';
import { type LimitSubject, resolveLimit } from '../kpi/limits';
import { RequestError } from '../messaging/errors';
import type { LimitScope } from '../messaging/messages';
import type { LimitView } from '../messaging/views';
import { getPartner } from '../store/partners';
import type { LayeredLimit } from '../store/types';

/** Key under which limits of a level are stored. */
export function scopeKey(scope: LimitScope): string {
  return scope.level === 'global' ? 'global' : `${scope.level}:${scope.id}`;
}

/** Whom a level stands for: a partner brings its type and tier along, the others only themselves. */
export async function subjectOf(scope: LimitScope): Promise<LimitSubject> {
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

/**
 * Thresholds of one KPI as seen from one level, all in the KPI's own basis: a multiple of the programme's value stays
 * one, since that is what a person types.
 *
 * @param stored every stored limit
 * @param scope key of the level that is looked at
 * @param subject whom that level stands for
 */
export function limitView(
  definition: KpiDefinition,
  stored: readonly LayeredLimit[],
  scope: string,
  subject: LimitSubject,
): LimitView {
  const { id, code, name, dimension, unit, direction, limit } = definition;
  const own = stored.find((row) => row.kpi === id && row.scope === scope && row.by === undefined);
  // Resolved as if absolute, so that nothing is multiplied.
  const asTyped = { ...definition, limit: limit && { ...limit, basis: 'absolute' as const } };
  const effective = resolveLimit(asTyped, stored, subject, null);
  return {
    kpi: id,
    code,
    name,
    dimension,
    unit,
    direction,
    basis: limit?.basis ?? 'absolute',
    ...(limit?.of ? { of: limit.of.code } : {}),
    default: limit && { warn: limit.warn, fail: limit.fail },
    own: own ? { warn: own.warn, fail: own.fail } : null,
    effective: effective && {
      warn: effective.warn,
      fail: effective.fail,
      from: effective.from,
      ...(effective.by ? { by: effective.by } : {}),
    },
  };
}
