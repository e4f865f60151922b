import type { FactChunk } from '../facts/types';
import { appendChunks, readChunks, tablesWithFacts } from './chunks';
import { domainsOf } from './columns';
import { database, type LensDatabase } from './db';
import { SEPARATOR, truncateDictionary } from './dictionaries';
import { mergeChunks, pickRows } from './merge';
import { absorbPlaceholders, dropOrphans, rebuildPlaceholders } from './placeholders';
import { foldedNames } from './resolve';
import { emptyStaging } from './staging';
import type { Confirmation, ImportRecord, RejectedRow, StoredPartner } from './types';

/** Every import, latest first. */
export function listImports(db: LensDatabase = database()): Promise<ImportRecord[]> {
  return db.imports.reverse().toArray();
}

export function getImport(id: number, db: LensDatabase = database()): Promise<ImportRecord | undefined> {
  return db.imports.get(id);
}

/** Imports whose rows were seen on visited pages. */
export async function seenImports(db: LensDatabase = database()): Promise<Set<number>> {
  return new Set(await db.imports.orderBy('seenOn').primaryKeys());
}

/** Bad cells of an import in file order. */
export async function rejectedRows(
  importId: number,
  offset = 0,
  limit = Number.POSITIVE_INFINITY,
  db: LensDatabase = database(),
): Promise<RejectedRow[]> {
  const out: RejectedRow[] = [];
  let skip = offset;
  const batches = await db.rejects.where('importId').equals(importId).toArray();
  for (const batch of batches) {
    for (const row of batch.rows) {
      if (skip > 0) skip--;
      else if (out.length < limit) out.push({ importId, ...row });
      else return out;
    }
  }
  return out;
}

/** Imports that already took in a file with this content, latest first. */
export async function importsOfFile(sha256: string, db: LensDatabase = database()): Promise<ImportRecord[]> {
  return (await listImports(db)).filter((row) => row.files.some((file) => file.sha256 === sha256));
}

/**
 * Undoes an import: all that it added or changed is as if it had never run, later imports keep what they said. It only
 * deletes, so that a full disk does not stand in its way, but where a later import found its rows unchanged or it
 * changed the directory.
 * @throws RangeError when there is no such import
 * @throws Error when what must be written has no room; nothing was changed
 */
export async function deleteImport(importId: number, db: LensDatabase = database()): Promise<void> {
  try {
    await undo(importId, db);
  } catch (error) {
    if (!/quota/i.test(`${(error as Error)?.name} ${(error as Error)?.message}`)) throw error;
    throw new Error(
      'The browser gives no more room on the disk, and what other imports said must be written anew when this one goes. Nothing was changed: undo the latest import first, or free some space and try again.',
    );
  }
}

async function undo(importId: number, db: LensDatabase): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const record = await db.imports.get(importId);
    if (!record) throw new RangeError(`There is no import ${importId}. It may have been undone already.`);
    await emptyStaging(db);
    // The revision counts imports on record: this is the change of it.
    await db.imports.delete(importId);
    if (record.table === 'partners') await restorePartners(importId, db);
    else await handOver(record.table, importId, db);
    await db.chunks.where('importId').equals(importId).delete();
    await db.confirmations.where('importId').equals(importId).delete();
    await db.rejects.where('importId').equals(importId).delete();
    await rebuildPlaceholders(db);
    await absorbPlaceholders(db);
    await dropOrphans(db);
    await dropUnusedValues(db);
  });
}

/**
 * A later import that found rows unchanged stored nothing for them. Before the earlier import goes, those rows
 * become the later one's own, with the columns that it filled.
 */
async function handOver(table: string, importId: number, db: LensDatabase): Promise<void> {
  const later = await db.confirmations
    .where('table')
    .equals(table)
    .filter((row) => row.importId > importId)
    .toArray();
  if (later.length === 0) return;
  const chunks = await readChunks(table, undefined, db);
  const leaving = new Set<number>();
  for (const chunk of chunks) if (chunk.importId === importId) for (const id of chunk.id) leaving.add(id);

  for (const row of later) {
    const mine: number[] = [];
    const rest: number[] = [];
    row.id.forEach((id, i) => {
      (leaving.has(id) ? mine : rest).push(i);
    });
    if (mine.length === 0) continue;
    await appendChunks(extract(table, row, mine, chunks), db);
    if (rest.length === 0) await db.confirmations.delete(row.key!);
    else await db.confirmations.put({ ...row, ...confirmationRows(row, rest) });
  }
}

function confirmationRows(row: Confirmation, at: readonly number[]) {
  return {
    id: Uint32Array.from(at, (i) => row.id[i]!),
    sourceRow: Int32Array.from(at, (i) => row.sourceRow[i]!),
    sourceFile: Uint8Array.from(at, (i) => row.sourceFile[i]!),
  };
}

/** The confirmed rows at `at` as the confirming import saw them. */
function extract(
  table: string,
  row: Confirmation,
  at: readonly number[],
  chunks: readonly FactChunk[],
): FactChunk[] {
  const source = new Map(at.map((i) => [row.id[i]!, i]));
  const before = chunks.filter((chunk) => chunk.importId <= row.importId);
  return mergeChunks(before).flatMap((chunk) => {
    const rows: number[] = [];
    for (let r = 0; r < chunk.rows; r++) if (source.has(chunk.id[r]!)) rows.push(r);
    if (rows.length === 0) return [];
    const picked = pickRows(chunk, rows);
    const columns = Object.fromEntries(
      row.columns.flatMap((id) => (picked.columns[id] ? [[id, picked.columns[id]]] : [])),
    );
    const from = Array.from(picked.id, (id) => source.get(id)!);
    const { sourceRow, sourceFile } = confirmationRows(row, from);
    return [{ ...picked, table, importId: row.importId, columns, sourceRow, sourceFile }];
  });
}

/** Puts back what a directory import overwrote, unless a later import overwrote it again. */
async function restorePartners(importId: number, db: LensDatabase): Promise<void> {
  for (const entry of await db.partnerHistory.where('importId').equals(importId).toArray()) {
    const next = await db.partnerHistory
      .where('partnerId')
      .equals(entry.partnerId)
      .filter((other) => other.importId > importId)
      .first();
    if (next) await db.partnerHistory.put({ ...next, before: entry.before });
    else if (entry.before === null) await db.partners.delete(entry.partnerId);
    else await db.partners.put(await withOwnAliases(entry.before, db));
  }
  await db.partnerHistory.where('importId').equals(importId).delete();
}

/** Aliases that a person added since stay. */
async function withOwnAliases(before: StoredPartner, db: LensDatabase): Promise<StoredPartner> {
  const own = (await db.partners.get(before.id))?.ownAliases ?? [];
  const aliases = [...new Set([...before.aliases, ...own])];
  const ownAliases = [...new Set([...before.ownAliases, ...own])];
  return { ...before, aliases, ownAliases, foldedNames: foldedNames({ name: before.name, aliases }) };
}

/** Values at the end of a dictionary that no fact uses any more go; codes in use never move. */
async function dropUnusedValues(db: LensDatabase): Promise<void> {
  const last = new Map<string, number>();
  for (const table of await tablesWithFacts(db)) {
    const domains = domainsOf(table);
    for (const chunk of await readChunks(table, [...domains.values()].flat(), db)) {
      for (const [domain, columns] of domains) {
        let max = last.get(domain) ?? 0;
        for (const column of columns)
          for (const code of chunk.columns[column] ?? []) if (code > max) max = code;
        last.set(domain, max);
      }
    }
  }
  // Values that no import brought are used by settings.
  for (const { domain, from, text } of await db.dictionaries.where('importId').equals(0).toArray())
    last.set(domain, Math.max(last.get(domain) ?? 0, from + text.split(SEPARATOR).length - 1));
  for (const domain of (await db.dictionaries.orderBy('domain').uniqueKeys()) as string[])
    await truncateDictionary(domain, last.get(domain) ?? 0, db);
}
