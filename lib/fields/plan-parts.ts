/** The parts that a tracking plan should have: what ties a result to a partner, from the click to the contract. */
import { foldLabel } from '../crm/labels';
import { conceptOf } from './synonyms';
import type { PlanItem } from './types';

export const PLAN_PARTS = ['UTM', 'referral code', 'deal registration', 'CRM field'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

function partOf(name: string): PlanPart {
  if (/^utm\b/.test(foldLabel(name))) return 'UTM';
  const concept = conceptOf(name);
  if (concept === 'code') return 'referral code';
  return concept === 'registration' ? 'deal registration' : 'CRM field';
}

/** Parts of a plan that name at least one field, in the order of `PLAN_PARTS`. */
export function partsOf(plan: readonly PlanItem[]): PlanPart[] {
  const named = new Set(plan.map(({ fields }) => partOf(fields[0] ?? '')));
  return PLAN_PARTS.filter((part) => named.has(part));
}
