import { database, type LensDatabase } from './db';
import { type BriefKey, briefOf, fromBrief, type ScorecardBrief } from './scorecard-brief';
import type { StoredProgramme, StoredScorecard } from './types';

/** A row as it is kept: the brief is there for its index alone. */
type Row = StoredScorecard & { brief?: BriefKey };

function withoutBrief({ brief: _, ...card }: Row): StoredScorecard {
  return card;
}

export async function getScorecard(
  partnerId: string,
  db: LensDatabase = database(),
): Promise<StoredScorecard | undefined> {
  const row = await db.scorecards.get(partnerId);
  return row && withoutBrief(row);
}

/** @returns one answer an id, in their order */
export async function getScorecards(
  partnerIds: readonly string[],
  db: LensDatabase = database(),
): Promise<(StoredScorecard | undefined)[]> {
  return (await db.scorecards.bulkGet([...partnerIds])).map((row) => row && withoutBrief(row));
}

/** What a list shows of every scorecard; ten thousand take a fraction of a second. */
export async function scorecardBriefs(db: LensDatabase = database()): Promise<ScorecardBrief[]> {
  const keys = await db.scorecards.orderBy('brief').keys();
  return (keys as unknown as BriefKey[]).map(fromBrief);
}

/** Ids of the partners that have a scorecard; reads none of them. */
export async function scoredPartners(db: LensDatabase = database()): Promise<ReadonlySet<string>> {
  return new Set(await db.scorecards.toCollection().primaryKeys());
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
    for (const card of batch) visit(withoutBrief(card));
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
  const rows: Row[] = cards.map((card) => ({ ...card, brief: briefOf(card) }));
  await db.scorecards.bulkPut(rows);
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
