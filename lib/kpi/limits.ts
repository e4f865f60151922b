import type { LayeredLimit } from '../store/types';
import type { KpiDefinition, LimitSpec } from './define';
import type { ResolvedLimit, Unit } from './types';

/** What a limit can be set for, least specific first. */
export interface LimitSubject {
  partnerId: string;
  type: string | null;
  tier: string | null;
}

const LEVELS = ['global', 'type', 'tier', 'partner'] as const;
type Level = (typeof LEVELS)[number];

const fold = (text: string): string => text.trim().toLowerCase();

/** Level of a scope that holds for someone; null where it is somebody else’s. */
export function levelOf(scope: string, subject: LimitSubject): Level | null {
  if (scope === 'global') return 'global';
  const colon = scope.indexOf(':');
  const name = scope.slice(colon + 1);
  switch (scope.slice(0, colon)) {
    case 'type':
      return subject.type !== null && fold(name) === fold(subject.type) ? 'type' : null;
    case 'tier':
      return subject.tier !== null && fold(name) === fold(subject.tier) ? 'tier' : null;
    case 'partner':
      return name === subject.partnerId ? 'partner' : null;
    default:
      return null;
  }
}

/** KPI whose pooled value the limits of this one are relative to: its own, as a rule. */
export const comparedKpi = ({ id, limit }: Pick<KpiDefinition, 'id' | 'limit'>): string =>
  limit?.of?.kpi ?? id;

/** Whose limit comes first, whatever its level: a person's own is not loosened by a pack, nor an administrator's by them. */
const layerOf = ({ by }: LayeredLimit): number => (by === 'policy' ? 2 : by === 'pack' ? 0 : 1);

/**
 * Warn and fail that hold for a partner: its own, else its tier's, its type's, the global ones, the KPI's default; of
 * these levels first what an administrator set, then the person, then a pack.
 * Stored numbers are in the KPI's own basis: its unit (`absolute`), multiples of the programme's pooled value
 * (`programme`), or a distance from it (`offset`).
 * @param stored limits of any KPI and scope; those that do not concern this KPI and partner are passed over
 * @param programmeValue pooled value of `comparedKpi` over all partners, null when it was not measured
 * @returns null for informational KPIs, where nothing is set, and where a multiple has no positive value to multiply
 */
export function resolveLimit(
  definition: KpiDefinition,
  stored: readonly LayeredLimit[],
  subject: LimitSubject,
  programmeValue: number | null,
): ResolvedLimit | null {
  if (definition.direction === 'info') return null;
  let from: ResolvedLimit['from'] = 'default';
  let by: LayeredLimit['by'];
  let rank = -1;
  let pair: { warn: number; fail: number } | null = definition.limit;
  for (const limit of stored) {
    if (limit.kpi !== definition.id) continue;
    const level = levelOf(limit.scope, subject);
    if (level === null) continue;
    const standing = layerOf(limit) * LEVELS.length + LEVELS.indexOf(level);
    if (standing <= rank) continue;
    rank = standing;
    from = level;
    by = limit.by;
    pair = limit;
  }
  if (pair === null) return null;
  const basis = definition.limit?.basis ?? 'absolute';
  const of = definition.limit?.of?.code;
  const origin = { from, ...(by ? { by } : {}), ...(of ? { of } : {}) };
  if (basis === 'absolute') return { warn: pair.warn, fail: pair.fail, ...origin };
  if (basis === 'offset')
    return programmeValue === null
      ? null
      : {
          warn: programmeValue + pair.warn,
          fail: programmeValue + pair.fail,
          ...origin,
          relativeTo: 'programme',
        };
  // A multiple of nothing, or of a negative value, is no threshold.
  if (programmeValue === null || !(programmeValue > 0)) return null;
  return {
    warn: pair.warn * programmeValue,
    fail: pair.fail * programmeValue,
    ...origin,
    relativeTo: 'programme',
  };
}

/** Sensible range of an absolute limit in the KPI's own unit, and how to say it. */
const RANGES: Record<Unit, { min: number; max: number; says: string }> = {
  percent: { min: -1, max: 5, says: 'between -100 % and 500 %' },
  currency: { min: -1e15, max: 1e15, says: 'a sensible amount of money' },
  count: { min: 0, max: 1e12, says: '0 or more' },
  ratio: { min: 0, max: 1000, says: 'between 0 and 1,000' },
  days: { min: 0, max: 3660, says: 'between 0 and 3,660 days' },
  hours: { min: 0, max: 87_840, says: 'between 0 and 87,840 hours' },
  minutes: { min: 0, max: 5_270_400, says: 'between 0 and 5,270,400 minutes' },
  months: { min: 0, max: 120, says: 'between 0 and 120 months' },
  points: { min: -1000, max: 1000, says: 'between -1,000 and 1,000 points' },
  score: { min: 0, max: 100, says: 'between 0 and 100' },
  per1000: { min: 0, max: 100_000, says: 'between 0 and 100,000 per 1,000' },
};

/** What must be known of a KPI to check a limit for it; pages know no more. */
export type LimitedKpi = Pick<KpiDefinition, 'name' | 'unit' | 'direction'> & {
  limit: Pick<LimitSpec, 'basis'> | null;
};

/**
 * Checks a pair before it is stored.
 * @param warn warning threshold in the KPI's own basis
 * @param fail failing threshold in the KPI's own basis
 * @returns a sentence saying what is wrong and what to do, or null
 */
export function validateLimit(definition: LimitedKpi, warn: number, fail: number): string | null {
  if (definition.direction === 'info') return `${definition.name} is informational: it has no limit to set.`;
  for (const [label, value] of [
    ['warning', warn],
    ['failing', fail],
  ] as const) {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return `The ${label} limit of ${definition.name} is not a number: enter one.`;
    const relative = definition.limit?.basis === 'programme';
    const range = relative
      ? { min: 0.01, max: 100, says: 'a multiple of the programme value between 0.01 and 100' }
      : definition.limit?.basis === 'offset'
        ? { ...RANGES[definition.unit], min: -RANGES[definition.unit].max }
        : RANGES[definition.unit];
    if (value < range.min || value > range.max)
      return `The ${label} limit of ${definition.name} must be ${range.says}.`;
  }
  if (definition.direction === 'higher' && fail > warn)
    return `More is better for ${definition.name}: the failing limit must not be above the warning limit.`;
  if (definition.direction === 'lower' && fail < warn)
    return `Less is better for ${definition.name}: the failing limit must not be below the warning limit.`;
  return null;
}
