import { database, type LensDatabase } from './db';
import type { StoredProgramme, StoredScorecard } from './types';

export function getScorecard(
  partnerId: string,
  db: LensDatabase = database(),
): Promise<StoredScorecard | undefined> {
  return db.scorecards.get(partnerId);
}

export function allScorecards(db: LensDatabase = database()): Promise<StoredScorecard[]> {
  return db.scorecards.toArray();
}

/**
 * Calls back with every scorecard, a few hundred in memory at a time: a list of thousands of partners needs little
 * of each.
 */
export async function eachScorecard(
  visit: (card: StoredScorecard) => void,
  db: LensDatabase = database(),
): Promise<void> {
  const size = 250;
  for (let after = ''; ; ) {
    const batch = await db.scorecards.where('partnerId').above(after).limit(size).toArray();
    for (const card of batch) visit(card);
    const last = batch.at(-1);
    if (!last || batch.length < size) return;
    after = last.partnerId;
  }
}

/** @param cards stored together or not at all */
export async function putScorecards(
  cards: readonly StoredScorecard[],
  db: LensDatabase = database(),
): Promise<void> {
  await db.scorecards.bulkPut(cards);
}

/** @param partnerId undefined = every scorecard */
export async function deleteScorecards(partnerId?: string, db: LensDatabase = database()): Promise<void> {
  if (partnerId === undefined) await db.scorecards.clear();
  else await db.scorecards.delete(partnerId);
}

/** Pooled values of the programme, by KPI. */
export async function getProgramme(
  db: LensDatabase = database(),
): Promise<ReadonlyMap<string, StoredProgramme>> {
  return new Map((await db.programme.toArray()).map((row) => [row.kpi, row]));
}

/** Replaces the pooled values of the programme by `rows`. */
export async function putProgramme(
  rows: readonly StoredProgramme[],
  db: LensDatabase = database(),
): Promise<void> {
  await db.transaction('rw', db.programme, async () => {
    await db.programme.clear();
    await db.programme.bulkPut(rows);
  });
}
