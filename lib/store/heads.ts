import { type HeadOf, headsOf } from '../identity/heads';
import { database, type LensDatabase } from './db';

/** Which partner each id counts for at this moment. */
export async function loadHeads(db: LensDatabase = database()): Promise<HeadOf> {
  const verdicts = (await db.verdicts.toArray()).filter(({ kind, endedAt }) => kind === 'one' && !endedAt);
  if (verdicts.length === 0) return (id) => id;
  const known = await db.partners.bulkGet([...new Set(verdicts.map(({ into }) => into))]);
  const there = new Set(known.map((partner) => partner?.id));
  return headsOf(verdicts, (id) => there.has(id));
}
