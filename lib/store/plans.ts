import type { PlanItem } from '../fields/types';
import { database, type LensDatabase } from './db';
import { packLayers, packWords, scopeHere } from './packs';

/** Tracking plan of one partner, or of every partner of a type. */
export interface StoredPlan {
  /** `type:<type>` or `partner:<id>`. */
  scope: string;
  items: PlanItem[];
}

export function allPlans(db: LensDatabase = database()): Promise<StoredPlan[]> {
  return db.plans.toArray();
}

/** Every plan that holds: a person's own, and those of packs for whom they made none. */
export async function plansInForce(
  db: LensDatabase = database(),
): Promise<(StoredPlan & { from?: string })[]> {
  const [own, layers] = await Promise.all([allPlans(db), packLayers('plans', db)]);
  const plans = new Map<string, StoredPlan & { from?: string }>(own.map((plan) => [plan.scope, plan]));
  for (const { pack, data } of layers)
    for (const { scope, items } of data) {
      const here = scopeHere(pack, scope);
      if (!plans.has(here)) plans.set(here, { scope: here, items, from: packWords(pack) });
    }
  return [...plans.values()];
}

/** Keeps a plan; one without items is removed. */
export async function putPlan(plan: StoredPlan, db: LensDatabase = database()): Promise<void> {
  if (plan.items.length === 0) await db.plans.delete(plan.scope);
  else await db.plans.put(plan);
}

/** Scopes whose plans hold for a partner, its own first. */
export function scopesOf({ id, type }: { id: string; type: string | null }): string[] {
  return [`partner:${id}`, ...(type ? [`type:${type.toLowerCase()}`] : [])];
}

/** Every plan's items by its scope. */
export async function planMap(
  db: LensDatabase = database(),
): Promise<ReadonlyMap<string, readonly PlanItem[]>> {
  return new Map((await plansInForce(db)).map(({ scope, items }) => [scope, items]));
}

/** What must be tracked for a partner: its own items, then those of its type. */
export async function planOf(
  partner: { id: string; type: string | null },
  db: LensDatabase = database(),
): Promise<PlanItem[]> {
  return planFrom(await planMap(db), partner);
}

/** The same from every plan. */
export const planFrom = (
  plans: ReadonlyMap<string, readonly PlanItem[]>,
  partner: { id: string; type: string | null },
): PlanItem[] => scopesOf(partner).flatMap((scope) => plans.get(scope) ?? []);
