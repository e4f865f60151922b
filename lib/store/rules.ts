import { database, type LensDatabase } from './db';
import { getSetting, putSetting } from './settings';
import type { StoredRule } from './types';

/** Required-field rules that a person changed or added; a built-in rule of the same id gives way. */
export function allRules(db: LensDatabase = database()): Promise<StoredRule[]> {
  return db.rules.toArray();
}

export async function putRule(rule: StoredRule, db: LensDatabase = database()): Promise<void> {
  await db.rules.put(rule);
}

export async function deleteRule(id: string, db: LensDatabase = database()): Promise<void> {
  await db.rules.delete(id);
}

const REMOVED = 'removed rules';

/** Ids of rules that a person took away without having made them: built-in ones, and those of packs. */
export const removedRules = (db: LensDatabase = database()): Promise<string[]> =>
  getSetting<string[]>(REMOVED, [], db);

export const putRemovedRules = (ids: readonly string[], db: LensDatabase = database()): Promise<void> =>
  putSetting(REMOVED, [...new Set(ids)], db);

/** Back to the built-in rules. */
export async function clearRules(db: LensDatabase = database()): Promise<void> {
  await db.rules.clear();
}
