/** The required-field rules in force: built-in ones, as a person changed, removed and added to them. */
import { defaultRules } from '../fields/defaults';
import type { FieldRule } from '../fields/types';
import { allRules, clearRules, deleteRule, putRule } from '../store/rules';
import { getSetting, putSetting } from '../store/settings';

/** Ids of built-in rules that a person removed. */
const REMOVED = 'removed rules';

const removedIds = () => getSetting<string[]>(REMOVED, []);

/**
 * @param stored rules that a person changed or added; one with the id of a built-in rule takes its place
 * @param removed ids of built-in rules to leave out
 * @returns the rules in order of importance: built-in ones first, in their order
 */
export function mergeRules(
  builtIn: readonly FieldRule[],
  stored: readonly FieldRule[],
  removed: readonly string[],
): FieldRule[] {
  const own = new Map(stored.map((rule) => [rule.id, rule]));
  const known = new Set(builtIn.map(({ id }) => id));
  return [
    ...builtIn
      .filter(({ id }) => own.has(id) || !removed.includes(id))
      .map((rule) => own.get(rule.id) ?? rule),
    ...stored.filter(({ id }) => !known.has(id)),
  ];
}

export async function rulesInForce(): Promise<FieldRule[]> {
  return mergeRules(defaultRules, await allRules(), await removedIds());
}

export async function saveRule(rule: FieldRule): Promise<void> {
  await putRule(rule);
  await putSetting(
    REMOVED,
    (await removedIds()).filter((id) => id !== rule.id),
  );
}

export async function removeRule(id: string): Promise<void> {
  await deleteRule(id);
  if (defaultRules.some((rule) => rule.id === id)) {
    await putSetting(REMOVED, [...new Set([...(await removedIds()), id])]);
  }
}

export async function resetRules(): Promise<void> {
  await clearRules();
  await putSetting(REMOVED, []);
}
