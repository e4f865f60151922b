import { clockOf } from '@/lib/facts/time';
import type { LensDatabase } from '@/lib/store/db';
import { loadHeads } from '@/lib/store/heads';
import { partnerIndex } from '@/lib/store/resolve';
import type { Mapping } from '../mapping';
import { importTable } from '../tables';
import { QualityCheck } from './check';
import type { DirectoryCheck } from './directory';
import type { QualityReport } from './report';

/** The report on a directory file beside the directory that there is. */
export async function directoryReport(check: DirectoryCheck, db: LensDatabase): Promise<QualityReport> {
  const partners = await db.partners.toArray();
  const index = partnerIndex(partners, await loadHeads(db));
  const ids = new Set(partners.map(({ id }) => id));
  return check.finish((text) => ids.has(text) || index.resolve(text) !== null);
}

/** A look at the rows as the workspace's calendar and directory see them. @param at ISO time of the import */
export async function qualityCheck(
  mapping: Mapping,
  { at, timeZone, files }: { at: string; timeZone: string; files: readonly { name: string }[] },
  db: LensDatabase,
): Promise<QualityCheck> {
  const directory = (await db.partners.toArray()).filter(({ origin }) => origin !== 'fact');
  const index = partnerIndex(directory, await loadHeads(db));
  return new QualityCheck(importTable(mapping.table), mapping, {
    today: clockOf(timeZone).dayOfMinute(Math.floor(Date.parse(at) / 60_000)),
    files: files.map(({ name }) => name),
    known: directory.length > 0 ? (name) => index.resolve(name) !== null : null,
  });
}
