import { database, type LensDatabase } from './db';
import { packLayers, scopeHere } from './packs';
import { getPolicy } from './policy';
import type { LayeredLimit, StoredLimit } from './types';

/** Every limit that a person set, at every level. */
export function allLimits(db: LensDatabase = database()): Promise<StoredLimit[]> {
  return db.limits.toArray();
}

/** Every limit that holds: an administrator's, the person's, those of packs, in this order. */
export async function limitsInForce(db: LensDatabase = database()): Promise<LayeredLimit[]> {
  const [{ limits }, own, layers] = await Promise.all([
    getPolicy(db),
    allLimits(db),
    packLayers('limits', db),
  ]);
  return [
    ...limits.map((limit) => ({ ...limit, by: 'policy' as const })),
    ...own,
    ...layers.flatMap(({ pack, data }) =>
      data.map((limit) => ({ ...limit, scope: scopeHere(pack, limit.scope), by: 'pack' as const })),
    ),
  ];
}

/** @param scope `global`, `type:<type>`, `tier:<tier>` or `partner:<id>` */
export function limitsOf(scope: string, db: LensDatabase = database()): Promise<StoredLimit[]> {
  return db.limits.where('scope').equals(scope).toArray();
}

/** @throws RangeError when a threshold is not a finite number */
export async function putLimit(limit: StoredLimit, db: LensDatabase = database()): Promise<void> {
  if (!Number.isFinite(limit.warn) || !Number.isFinite(limit.fail))
    throw new RangeError(`The limits of ${limit.kpi} need two numbers: a warning and a failing threshold.`);
  await db.limits.put(limit);
}

/** Back to what the level above says. @param kpi null = every KPI of the scope */
export async function deleteLimits(
  scope: string,
  kpi: string | null,
  db: LensDatabase = database(),
): Promise<void> {
  if (kpi === null) await db.limits.where('scope').equals(scope).delete();
  else await db.limits.delete([scope, kpi]);
}
