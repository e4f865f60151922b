import { type Catalogue, catalogueOf, type VariantChoice } from '../kpi/catalogue';
import type { KpiDefinition } from '../kpi/define';
import { usableOf } from '../kpi/own/problems';
import { database, type LensDatabase } from './db';
import { packLayers } from './packs';
import { bumpRevision, getSetting, putSetting } from './settings';
import { getWeights } from './weights';

/** One version of a person's own KPI. A change adds a version; none is ever rewritten. */
export interface StoredKpi {
  id: string;
  /** 1, 2, 3 ... */
  version: number;
  /** ISO time at which this version was saved. */
  at: string;
  definition: KpiDefinition;
  /** ISO time at which the KPI was deleted, on its latest version; it can be restored. */
  deletedAt: string | null;
}

const VARIANTS = 'variants';

/** Latest version of every own KPI, deleted ones too, in the order of their codes. */
export async function ownKpis(db: LensDatabase = database()): Promise<StoredKpi[]> {
  const latest = new Map<string, StoredKpi>();
  for (const row of await db.kpis.orderBy('[id+version]').toArray()) latest.set(row.id, row);
  return [...latest.values()].sort((a, b) =>
    a.definition.code.localeCompare(b.definition.code, 'en', { numeric: true }),
  );
}

/** Every version of one own KPI, newest first. */
export async function versionsOf(id: string, db: LensDatabase = database()): Promise<StoredKpi[]> {
  return (await db.kpis.where('id').equals(id).sortBy('version')).reverse();
}

/** Which variants the workspace shows in place of the standard KPIs. */
export function chosenVariants(db: LensDatabase = database()): Promise<VariantChoice> {
  return getSetting<VariantChoice>(VARIANTS, {}, db);
}

/** What packs choose, and the person over them. */
export async function variantsInForce(db: LensDatabase = database()): Promise<VariantChoice> {
  const layers = (await packLayers('kpis', db)).reverse().map(({ data }) => data.variants);
  return Object.assign({}, ...layers, await chosenVariants(db));
}

/**
 * Shows a variant in place of its standard KPI.
 * @param variant null = the standard one again
 */
export async function chooseVariant(
  standard: string,
  variant: string | null,
  db: LensDatabase = database(),
): Promise<void> {
  const packed = (await packLayers('kpis', db)).some(({ data }) => data.variants[standard] !== undefined);
  await db.transaction('rw', db.settings, async () => {
    const { [standard]: _, ...others } = await chosenVariants(db);
    // Against a pack's choice the standard one is a choice as well.
    const choice = variant ?? (packed ? standard : null);
    await putSetting(VARIANTS, choice === null ? others : { ...others, [standard]: choice }, db);
  });
}

/** The KPIs of this workspace: built-in, own, and those of packs. Own ones that mean nothing any more, such as without a KPI they are made of, are left out. */
export async function loadCatalogue(db: LensDatabase = database()): Promise<Catalogue> {
  const [own, layers, variants, { quality }] = await Promise.all([
    ownKpis(db),
    packLayers('kpis', db),
    variantsInForce(db),
    getWeights(db),
  ]);
  const taken = new Set(own.map(({ id }) => id));
  const definitions = own.flatMap(({ definition, deletedAt }) => (deletedAt === null ? [definition] : []));
  for (const definition of layers.flatMap(({ data }) => data.definitions)) {
    if (taken.has(definition.id)) continue;
    taken.add(definition.id);
    definitions.push(definition);
  }
  return catalogueOf(usableOf(definitions), variants, quality);
}

/**
 * Saves a new KPI, or the next version of one.
 * @param definition checked by `problemsOf`; its version is set here
 * @returns the definition as it is stored
 */
export async function saveKpi(
  definition: KpiDefinition,
  now: Date = new Date(),
  db: LensDatabase = database(),
): Promise<KpiDefinition> {
  return db.transaction('rw', [db.kpis, db.settings], async () => {
    const [last] = await versionsOf(definition.id, db);
    const version = (last?.version ?? 0) + 1;
    const saved = { ...definition, version };
    if (last) await db.kpis.put({ ...last, deletedAt: null });
    await db.kpis.put({
      id: saved.id,
      version,
      at: now.toISOString(),
      definition: saved,
      deletedAt: null,
    });
    await bumpRevision(db);
    return saved;
  });
}

/** Takes an own KPI out of use; its versions and the limits set for it stay. */
export const deleteKpi = (id: string, now: Date = new Date(), db?: LensDatabase): Promise<void> =>
  setDeleted(id, now.toISOString(), db);

/** Brings a deleted KPI back. */
export const restoreKpi = (id: string, db?: LensDatabase): Promise<void> => setDeleted(id, null, db);

async function setDeleted(id: string, deletedAt: string | null, db: LensDatabase = database()) {
  await db.transaction('rw', [db.kpis, db.settings], async () => {
    const [last] = await versionsOf(id, db);
    if (!last) throw new RangeError(`There is no KPI "${id}" of your own.`);
    await db.kpis.put({ ...last, deletedAt });
    await bumpRevision(db);
  });
}
