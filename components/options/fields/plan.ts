import type { PlanItem } from '@/lib/fields/types';
import type { StoredPlan } from '@/lib/store/plans';

/** What is wrong with an edited plan; null = it can be saved. */
export function planProblem(
  { scope, items }: StoredPlan,
  { isNew, taken }: { isNew: boolean; taken: readonly string[] },
): string | null {
  if (/:\s*$/.test(scope)) return 'Choose the partner type or the partner that the plan is for.';
  if (isNew && taken.includes(scope)) return 'There is a plan for it already. Close this and edit that one.';
  const names = items.map(({ fields }) => (fields[0] ?? '').trim().toLowerCase()).filter(Boolean);
  if (isNew && names.length === 0) return 'Name at least one field to track.';
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice ? `“${twice}” is listed twice. Keep one of them.` : null;
}

/** The plan as it is saved: trimmed, without lines that name no field; other names of a field after a slash. */
export function tidyPlan({ scope, items }: StoredPlan): StoredPlan {
  return { scope: scope.trim(), items: items.flatMap(tidyItem) };
}

function tidyItem({ fields, value }: PlanItem): PlanItem[] {
  const names = fields
    .join(' / ')
    .split('/')
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length > 0 ? [{ fields: names, value: value?.trim() || null }] : [];
}
