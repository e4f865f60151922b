/**
 * The required-field rules in force: built-in ones, as packs, a person and an administrator changed, removed and added
 * to them.
 */
import { defaultRules } from '../fields/defaults';
import type { FieldRule } from '../fields/types';
import { RequestError } from '../messaging/errors';
import type { RuleView } from '../messaging/views';
import { sourceKind } from '../sources/registry';
import { rulesOf } from '../sources/rules';
import { packLayers, packWords } from '../store/packs';
import { getPolicy } from '../store/policy';
import { allRules, clearRules, deleteRule, putRemovedRules, putRule, removedRules } from '../store/rules';
import { listSources } from '../store/sources';

/**
 * @param stored rules that a person changed or added; one with the id of a built-in rule takes its place
 * @param removed ids of built-in rules to leave out
 * @returns the rules in order of importance: built-in ones first, in their order
 */
export function mergeRules<R extends FieldRule>(
  builtIn: readonly R[],
  stored: readonly R[],
  removed: readonly string[],
): R[] {
  const own = new Map(stored.map((rule) => [rule.id, rule]));
  const known = new Set(builtIn.map(({ id }) => id));
  return [
    ...builtIn
      .filter(({ id }) => own.has(id) || !removed.includes(id))
      .map((rule) => own.get(rule.id) ?? rule),
    ...stored.filter(({ id }) => !known.has(id)),
  ];
}

/** What the services of sources demand. */
async function demanded(): Promise<RuleView[]> {
  return (await listSources()).flatMap((source) =>
    rulesOf(source, sourceKind(source.kind)).map((rule) => ({ ...rule, from: source.name })),
  );
}

/** Built-in rules, and those of sources, as packs change them, the newest pack first among equals. */
async function underneath(): Promise<RuleView[]> {
  const [ofSources, layers] = await Promise.all([demanded(), packLayers('rules')]);
  let rules: RuleView[] = [...defaultRules, ...ofSources];
  for (const { pack, data } of layers.reverse()) {
    const from = packWords(pack);
    rules = mergeRules(
      rules,
      data.changed.map((rule) => ({ ...rule, from })),
      data.removed,
    );
  }
  return rules;
}

export async function rulesInForce(): Promise<RuleView[]> {
  const [below, own, removed, policy] = await Promise.all([
    underneath(),
    allRules(),
    removedRules(),
    getPolicy(),
  ]);
  const locked = policy.rules.map((rule) => ({ ...rule, locked: true }));
  return mergeRules(mergeRules(below, own, removed), locked, []);
}

/** @throws RequestError `refused` where an administrator set the rule */
async function mayChange(id: string): Promise<void> {
  if ((await getPolicy()).rules.some((rule) => rule.id === id))
    throw new RequestError('refused', 'This rule was set by your administrator; ask them to change it.');
}

export async function saveRule(rule: FieldRule): Promise<void> {
  await mayChange(rule.id);
  await putRule(rule);
  await putRemovedRules((await removedRules()).filter((id) => id !== rule.id));
}

export async function removeRule(id: string): Promise<void> {
  await mayChange(id);
  await deleteRule(id);
  if ((await underneath()).some((rule) => rule.id === id))
    await putRemovedRules([...(await removedRules()), id]);
}

export async function resetRules(): Promise<void> {
  await clearRules();
  await putRemovedRules([]);
}
