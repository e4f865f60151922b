import type { Preset } from '../kpi/presets';
import { database, type LensDatabase } from './db';
import { packLayers, scopeHere } from './packs';

/** KPIs that a scorecard shows first, for every partner, those of a type, or one. */
export interface StoredFocus {
  /** `global`, `type:<type>`, `tier:<tier>` or `partner:<id>`. */
  scope: string;
  /** KPI ids, the most telling first. */
  kpis: string[];
  /** What they were taken from; null where a person chose them one by one. */
  preset: Preset | null;
}

export async function getFocus(scope: string, db: LensDatabase = database()): Promise<StoredFocus | null> {
  return (await db.focus.get(scope)) ?? null;
}

/** Every choice that has been made. */
export function allFocus(db: LensDatabase = database()): Promise<StoredFocus[]> {
  return db.focus.toArray();
}

export async function putFocus(focus: StoredFocus, db: LensDatabase = database()): Promise<void> {
  await db.focus.put(focus);
}

export async function deleteFocus(scope: string, db: LensDatabase = database()): Promise<void> {
  await db.focus.delete(scope);
}

/** Scope as it is stored: names of types and tiers whatever their letter case. */
export function focusScope(
  scope: { level: 'global' } | { level: 'type' | 'tier' | 'partner'; id: string },
): string {
  if (scope.level === 'global') return 'global';
  return `${scope.level}:${scope.level === 'partner' ? scope.id : scope.id.trim().toLowerCase()}`;
}

/** What holds for a partner: the most specific choice, from its own to the one for all; else that of a pack. */
export async function focusOf(
  { id, type, tier }: { id: string; type: string | null; tier: string | null },
  db: LensDatabase = database(),
): Promise<StoredFocus | null> {
  const scopes = [
    focusScope({ level: 'partner', id }),
    focusScope({ level: 'tier', id: tier ?? '' }),
    focusScope({ level: 'type', id: type ?? '' }),
    focusScope({ level: 'global' }),
  ];
  const [chosen, layers] = await Promise.all([db.focus.bulkGet(scopes), packLayers('focus', db)]);
  const own = chosen.find((focus) => focus !== undefined);
  if (own) return own;
  const packed = layers.flatMap(({ pack, data }) =>
    data.map((focus) => ({ ...focus, scope: scopeHere(pack, focus.scope) })),
  );
  const found = scopes.map((scope) => packed.find((focus) => focus.scope === scope));
  return found.find((focus) => focus !== undefined) ?? null;
}
