import type { AttributionSettings } from '../facts/attribution';
import { STAGE_MEANINGS } from '../facts/stage-terms';
import { clockOf } from '../facts/time';
import { MOST_RATE_DAYS, RATE_DAYS, type Workspace } from '../facts/workspace';
import { checkAttribution } from '../kpi/attribution/settings';
import { database, type LensDatabase } from './db';

const WORKSPACE = 'workspace';
const REVISION = 'revision';
const PACK_INFLUENCE = 'pack influence';
/** Tells a database from others that this one was, or will be: a new one after an erasure or a restore. */
export const DATABASE_ID = 'database';

/** Where nothing was set: the browser's time zone, and the euro until a person chooses. */
function defaultWorkspace(): Workspace {
  return { timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC', currency: 'EUR' };
}

/** @returns the value kept under `key`, or `fallback` */
export async function getSetting<T>(key: string, fallback: T, db: LensDatabase = database()): Promise<T> {
  const row = await db.settings.get(key);
  return row === undefined ? fallback : (row.value as T);
}

export async function putSetting(key: string, value: unknown, db: LensDatabase = database()): Promise<void> {
  await db.settings.put({ key, value });
}

/** Tells this database from one that was erased, replaced or lost before it. */
export async function databaseId(db: LensDatabase = database()): Promise<string> {
  const read = () => getSetting<string | null>(DATABASE_ID, null, db);
  // It is asked at every start of the background, and nearly always there: only to give one must others wait.
  const known = await read();
  if (known !== null) return known;
  return db.transaction('rw', db.settings, async () => {
    const given = await read();
    if (given !== null) return given;
    const id = crypto.randomUUID();
    await putSetting(DATABASE_ID, id, db);
    return id;
  });
}

/** What a person set of the workspace. */
export const ownWorkspace = (db: LensDatabase = database()): Promise<Partial<Workspace>> =>
  getSetting<Partial<Workspace>>(WORKSPACE, {}, db);

const packInfluence = (db: LensDatabase): Promise<AttributionSettings | null> =>
  getSetting<AttributionSettings | null>(PACK_INFLUENCE, null, db);

/** How packs share credit, for when the person did not say. Call inside the transaction that changes the packs. */
export const putPackInfluence = (
  attribution: AttributionSettings | null,
  db: LensDatabase = database(),
): Promise<void> => putSetting(PACK_INFLUENCE, attribution, db);

export async function getWorkspace(db: LensDatabase = database()): Promise<Workspace> {
  const attribution = await packInfluence(db);
  return { ...defaultWorkspace(), ...(attribution && { attribution }), ...(await ownWorkspace(db)) };
}

/**
 * @throws RangeError when the time zone or the currency does not exist, a rate holds for no sensible time, or credit cannot be shared as it says
 */
export async function putWorkspace(workspace: Workspace, db: LensDatabase = database()): Promise<void> {
  clockOf(workspace.timeZone);
  if (!/^[A-Z]{3}$/.test(workspace.currency))
    throw new RangeError(
      `"${workspace.currency}" is not a currency code. Choose a three-letter ISO 4217 code such as EUR.`,
    );
  const { rateDays = RATE_DAYS } = workspace;
  if (!Number.isInteger(rateDays) || rateDays < 0 || rateDays > MOST_RATE_DAYS)
    throw new RangeError(`A rate of exchange may hold for 0 to ${MOST_RATE_DAYS} whole days.`);
  if (workspace.attribution) checkAttribution(workspace.attribution);
  for (const { stage, means } of workspace.stageTerms ?? [])
    if (!STAGE_MEANINGS.includes(means))
      throw new RangeError(
        `“${means}” is no meaning of the stage “${stage}”. Choose one of ${STAGE_MEANINGS.join(', ')}.`,
      );
  await db.transaction('rw', db.settings, async () => {
    // What a pack says of credit stays the pack's until the person says otherwise.
    const borrowed =
      (await ownWorkspace(db)).attribution === undefined &&
      JSON.stringify(workspace.attribution) === JSON.stringify(await packInfluence(db));
    const { attribution: _, ...rest } = workspace;
    await putSetting(WORKSPACE, borrowed ? rest : workspace, db);
    await bumpRevision(db);
  });
}

/**
 * Counts the changes of facts, partners and workspace; a scorecard of an older revision is stale. It is what is kept,
 * less the imports that are on record: undoing one is a change that only deletes, which a full disk allows.
 */
export function getRevision(db: LensDatabase = database()): Promise<number> {
  return db.transaction(
    'r',
    db.settings,
    db.imports,
    async () => (await counted(db)) - (await db.imports.count()),
  );
}

/** Call inside the transaction that makes the change. */
export async function bumpRevision(db: LensDatabase = database()): Promise<void> {
  await putSetting(REVISION, (await counted(db)) + 1, db);
}

/** As `bumpRevision`, in the transaction that puts an import on record. */
export async function bumpRevisionOfImport(db: LensDatabase): Promise<void> {
  await putSetting(REVISION, (await counted(db)) + 2, db);
}

const counted = (db: LensDatabase): Promise<number> => getSetting(REVISION, 0, db);
