/** Which partners a person said are one, or are two. */
import type { Verdict } from '../identity/types';
import { database, type LensDatabase } from './db';
import { loadHeads } from './heads';
import { absorbPlaceholders, dropOrphans, rebuildPlaceholders } from './placeholders';
import { bumpRevision } from './settings';

/** Every verdict, those that were taken back too, oldest first. */
export function allVerdicts(db: LensDatabase = database()): Promise<Verdict[]> {
  return db.verdicts.toArray();
}

type Said = Pick<Verdict, 'from' | 'into' | 'because' | 'at'>;

/**
 * Two partners are one: what is known of `from`, now or later, counts for `into`. Nothing else is written.
 * @throws RangeError when one is not there, or `from` has been merged already, or `into` into `from`
 */
export async function mergePartners(said: Said, db: LensDatabase = database()): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const [from, into] = await db.partners.bulkGet([said.from, said.into]);
    if (!from || !into)
      throw new RangeError(
        `There is no partner "${from ? said.into : said.from}". It may have been removed: load the page anew.`,
      );
    const headOf = await loadHeads(db);
    if (headOf(from.id) !== from.id)
      throw new RangeError(`${from.name} is merged into another partner already. Undo that first.`);
    if (headOf(into.id) === from.id) throw new RangeError(`${into.name} counts for ${from.name} already.`);
    await endOf(said, 'two', said.at, db);
    await db.verdicts.add({ ...said, kind: 'one', name: from.name, endedAt: null });
    await absorbPlaceholders(db);
    await dropOrphans(db);
    await bumpRevision(db);
  });
}

/**
 * Takes a merge back: each stands for itself again, with all that it had.
 * @throws RangeError when it is not merged
 */
export async function unmergePartner(from: string, at: string, db: LensDatabase = database()): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const held = await db.verdicts
      .where('from')
      .equals(from)
      .filter(({ kind, endedAt }) => kind === 'one' && endedAt === null)
      .first();
    if (!held) throw new RangeError(`"${from}" is not merged. It may have been undone already.`);
    await db.verdicts.update(held.key!, { endedAt: at });
    // A name that both had is nobody's again: its rows get a partner of their own.
    await rebuildPlaceholders(db);
    await absorbPlaceholders(db);
    await dropOrphans(db);
    await bumpRevision(db);
  });
}

/** They only look alike: the pair is not suggested again. */
export async function keepApart(said: Said, db: LensDatabase = database()): Promise<void> {
  await db.transaction('rw', [db.verdicts, db.partners], async () => {
    await endOf(said, 'two', said.at, db);
    const from = await db.partners.get(said.from);
    await db.verdicts.add({ ...said, kind: 'two', name: from?.name ?? said.from, endedAt: null });
  });
}

async function endOf(
  { from, into }: Said,
  kind: Verdict['kind'],
  at: string,
  db: LensDatabase,
): Promise<void> {
  await db.verdicts
    .where('from')
    .anyOf(from, into)
    .filter(
      (one) =>
        one.kind === kind && one.endedAt === null && [from, into].includes(one.into) && one.from !== one.into,
    )
    .modify({ endedAt: at });
}
