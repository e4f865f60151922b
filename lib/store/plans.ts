import type { PlanItem } from '../fields/types';
import { database, type LensDatabase } from './db';

/** Tracking plan of one partner, or of every partner of a type. */
export interface StoredPlan {
  /** `type:<type>` or `partner:<id>`. */
  scope: string;
  items: PlanItem[];
}

export function allPlans(db: LensDatabase = database()): Promise<StoredPlan[]> {
  return db.plans.toArray();
}

/** Keeps a plan; one without items is removed. */
export async function putPlan(plan: StoredPlan, db: LensDatabase = database()): Promise<void> {
  if (plan.items.length === 0) await db.plans.delete(plan.scope);
  else await db.plans.put(plan);
}

/** What must be tracked for a partner: its own items, then those of its type. */
export async function planOf(
  partner: { id: string; type: string | null },
  db: LensDatabase = database(),
): Promise<PlanItem[]> {
  const scopes = [`partner:${partner.id}`, ...(partner.type ? [`type:${partner.type.toLowerCase()}`] : [])];
  const plans = await db.plans.bulkGet(scopes);
  return plans.flatMap((plan) => plan?.items ?? []);
}
