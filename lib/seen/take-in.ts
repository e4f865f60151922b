/** Visits become rows through the same import as files, so that KPIs read them, evidence names them and undo takes them back. */
import { bytesSource } from '../import/decode';
import { runImport } from '../import/run';
import { csvOf, FORMAT } from '../sources/rows';
import type { LensDatabase } from '../store/db';
import { database } from '../store/db';
import { deleteImport, listImports } from '../store/imports';
import { putTaken, type SnapshotSite, snapshotSite, snapshotsOn, type TakenVisits } from '../store/snapshots';
import type { ImportRecord } from '../store/types';
import { importedOf } from './imported';
import { byColumns, SEEN_TABLES, type SeenRow, seenRows } from './rows';

const seenOn = (imports: readonly ImportRecord[], origin: string): ImportRecord[] =>
  imports.filter((one) => one.seenOn === origin);

/**
 * Takes in visits of a site that are not taken in yet. Stopped in between, it can be done again.
 * @param options `anew`: all that was taken in before is taken out, and all visits make one import a table
 * @returns whether facts changed
 */
export async function takeInVisits(
  origin: string,
  { now, anew = false, db = database() }: { now: string; anew?: boolean; db?: LensDatabase },
): Promise<boolean> {
  const site = await snapshotSite(origin, db);
  if (!site) return false;
  const { taken, undone } = await withoutUndone(site, anew, db);
  // What an earlier run left that was stopped before it could note it, or what is to be made anew.
  const noted = new Set(taken.flatMap(({ imports }) => imports.map(({ id }) => id)));
  let changed = false;
  for (const { id } of seenOn(await listImports(db), origin)) {
    if (noted.has(id!)) continue;
    await deleteImport(id!, db);
    changed = true;
  }
  const last = taken.at(-1)?.to ?? 0;
  const snapshots = await snapshotsOn(origin, db);
  const newest = snapshots.at(-1)?.visit ?? 0;
  if (newest <= last) return changed;

  const others = (await listImports(db)).filter((one) => one.seenOn === undefined);
  const rows = seenRows(snapshots, {
    ...(await importedOf(snapshots, new Map(others.map(({ id, at }) => [id!, at])), db)),
    wanted: (table, visit) =>
      visit > last && !undone.some((one) => one.table === table && one.from <= visit && visit <= one.to),
  });
  const batch: TakenVisits = { from: last + 1, to: newest, imports: [] };
  for (const table of SEEN_TABLES)
    for (const group of byColumns(rows[table])) {
      batch.imports.push({ id: await importRows(origin, table, group, now, db), table });
      changed = true;
    }
  await putTaken(origin, { taken: [...taken, batch], undone }, db);
  return changed;
}

/** What is in imports that are still there; where a person undid one, its rows are not made again. */
async function withoutUndone(
  { origin, taken, undone }: SnapshotSite,
  anew: boolean,
  db: LensDatabase,
): Promise<Pick<SnapshotSite, 'taken' | 'undone'>> {
  const there = new Set((await listImports(db)).map(({ id }) => id));
  const lost = taken.flatMap(({ from, to, imports }) =>
    imports.filter(({ id }) => !there.has(id)).map(({ table }) => ({ table, from, to })),
  );
  const kept = taken.map((one) => ({ ...one, imports: one.imports.filter(({ id }) => there.has(id)) }));
  const now = { taken: anew ? [] : kept, undone: [...undone, ...lost] };
  if (anew || lost.length > 0) await putTaken(origin, now, db);
  return now;
}

async function importRows(
  origin: string,
  table: string,
  rows: readonly SeenRow[],
  now: string,
  db: LensDatabase,
): Promise<number> {
  const { bytes, mapping } = csvOf(
    table,
    rows.map(({ cells }) => cells),
  );
  const source = bytesSource(`Seen on ${new URL(origin).host}`, bytes);
  const rowNumbers = Int32Array.from(rows, ({ visit }) => visit);
  const { id } = await runImport([{ source, format: FORMAT, rowNumbers }], mapping, {
    now,
    seenOn: origin,
    db,
  });
  return id;
}

/** Takes all rows of a site's visits out of the facts. @returns whether there were any */
export async function takeOutVisits(origin: string, db: LensDatabase = database()): Promise<boolean> {
  // First of all: an import that is gone is then not taken for one that a person undid.
  await putTaken(origin, { taken: [], undone: [] }, db);
  const own = seenOn(await listImports(db), origin);
  for (const { id } of own) await deleteImport(id!, db);
  return own.length > 0;
}
