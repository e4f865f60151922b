/** Puts packs into this installation and takes them out again. */
import { database, type LensDatabase } from '../store/db';
import { installedPacks, packLayers, type StoredPack } from '../store/packs';
import { getPolicy } from '../store/policy';
import { briefOf } from '../store/scorecard-brief';
import { bumpRevision, getRevision, getSetting, putPackInfluence, putSetting } from '../store/settings';
import type { PackContents, PackPart } from './contents';
import { PackError } from './error';
import { readPack, type SignedPack } from './file';
import { ownFingerprint } from './key';
import { seenAs } from './look-alike';
import { countOf } from './make';
import { layPartners } from './partners';

/**
 * What is known of the signer.
 * - `own`       this installation made it
 * - `trusted`   accepted before, or named by the administrator
 * - `new`       never seen
 * - `changed`   another key signed this pack, or packs under this name, before
 */
export type SignerStanding = 'own' | 'trusted' | 'new' | 'changed';

/** Against the edition that is installed. `rewritten`: the same number with other contents. */
export type EditionStanding = 'new' | 'newer' | 'same' | 'older' | 'rewritten';

export interface Standing {
  signer: SignerStanding;
  edition: EditionStanding;
  installed: StoredPack | null;
  /** Whose key signed before, where it changed. */
  before: { name: string; fingerprint: string } | null;
}

async function signerStanding(
  { header, fingerprint }: SignedPack,
  installed: StoredPack | null,
  db: LensDatabase,
): Promise<Pick<Standing, 'signer' | 'before'>> {
  const { trustedSigners, off } = await getPolicy(db);
  if (off.includes('packs'))
    throw new PackError('off', 'Your administrator switched scorecard packs off. Nothing was imported.');
  if (trustedSigners.length > 0) {
    if (trustedSigners.some((signer) => signer.fingerprint === fingerprint))
      return { signer: 'trusted', before: null };
    throw new PackError(
      'wrong-signer',
      `Your administrator accepts packs of ${trustedSigners.map(({ name }) => name).join(', ')} only; this one was signed by ${header.signer} (${fingerprint}). Nothing was imported; ask your administrator.`,
    );
  }
  if (installed && installed.fingerprint !== fingerprint)
    return { signer: 'changed', before: { name: installed.signer, fingerprint: installed.fingerprint } };
  if (await db.signers.get(fingerprint)) return { signer: 'trusted', before: null };
  if ((await db.keys.count()) > 0 && (await ownFingerprint(db)) === fingerprint)
    return { signer: 'own', before: null };
  const name = seenAs(header.signer);
  const namesake = await db.signers.filter((signer) => seenAs(signer.name) === name).first();
  return namesake ? { signer: 'changed', before: namesake } : { signer: 'new', before: null };
}

function editionStanding({ header, digest }: SignedPack, installed: StoredPack | null): EditionStanding {
  if (!installed) return 'new';
  if (installed.digest === digest) return 'same';
  if (header.sequence === installed.sequence) return 'rewritten';
  return header.sequence > installed.sequence ? 'newer' : 'older';
}

/**
 * How a pack stands to what is here.
 * @throws PackError `wrong-signer` where the administrator accepts packs of others only
 */
export async function standingOf(pack: SignedPack, db: LensDatabase = database()): Promise<Standing> {
  const installed = (await db.packs.get(pack.header.id)) ?? null;
  return {
    ...(await signerStanding(pack, installed, db)),
    edition: editionStanding(pack, installed),
    installed,
  };
}

/**
 * Installs a pack in place of its edition before. All of it or nothing; the signer is trusted from now on.
 * Whether it should be is the caller's to have asked: see `standingOf`. Tell the views and compute anew afterwards.
 */
export async function installPack(
  { header, contents, fingerprint, digest }: SignedPack,
  now: Date = new Date(),
  db: LensDatabase = database(),
): Promise<StoredPack> {
  const { scorecards, ...others } = contents;
  const parts: PackContents = scorecards
    ? { ...others, scorecards: { programme: scorecards.programme, cards: [] } }
    : others;
  const counts: StoredPack['counts'] = {};
  for (const part of Object.keys(contents) as PackPart[]) counts[part] = countOf(part, contents[part]!);
  const stored: StoredPack = {
    id: header.id,
    name: header.name,
    signer: header.signer,
    fingerprint,
    sequence: header.sequence,
    digest,
    made: header.made,
    installed: now.toISOString(),
    counts,
    ids: {},
  };
  await db.transaction('rw', db.tables, async () => {
    await dropParts(header.id, db);
    await db.packs.put(stored);
    await db.packParts.bulkPut(
      (Object.entries(parts) as [PackPart, unknown][]).map(([part, data]) => ({
        pack: header.id,
        part,
        data,
      })),
    );
    await db.packCards.bulkPut(
      (scorecards?.cards ?? []).map((card) => ({
        pack: header.id,
        partnerId: card.partnerId,
        theirs: card.partnerId,
        card,
        brief: briefOf({ ...card, revision: 0 }),
      })),
    );
    await db.signers.put({ fingerprint, name: header.signer, trusted: now.toISOString() });
    await settle(db);
  });
  return stored;
}

/** Takes a pack out; what a person set stays, and holds again where the pack stood beside it. */
export async function removePack(id: string, db: LensDatabase = database()): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    await dropParts(id, db);
    await db.packs.delete(id);
    await settle(db);
  });
}

/** A signer is asked about again at their next pack. */
export async function forgetSigner(fingerprint: string, db: LensDatabase = database()): Promise<void> {
  await db.signers.delete(fingerprint);
}

async function dropParts(id: string, db: LensDatabase): Promise<void> {
  await db.packParts.where('pack').equals(id).delete();
  await db.packCards.where('pack').equals(id).delete();
}

async function settle(db: LensDatabase): Promise<void> {
  await layPartners(db);
  await putPackInfluence((await packLayers('influence', db))[0]?.data ?? null, db);
  await bumpRevision(db);
  if ((await db.packs.count()) > 0) await putSetting(LAID, await getRevision(db), db);
  else await db.settings.delete(LAID);
}

/** Data revision at which the partners of packs were laid under the directory last. */
const LAID = 'packs laid';

/** Who the partners of packs are here. */
const whoIsWho = async (db: LensDatabase): Promise<string> =>
  JSON.stringify([
    (await installedPacks(db)).map(({ id, ids }) => [id, ids]),
    await db.partners.filter(({ origin }) => origin === 'pack').primaryKeys(),
  ]);

/** The directory may have changed: a partner of a pack may now be one of it, or no longer. */
export async function relayPartners(db: LensDatabase = database()): Promise<void> {
  if ((await db.packs.count()) === 0) return;
  if ((await getRevision(db)) === (await getSetting<number | null>(LAID, null, db))) return;
  await db.transaction('rw', db.tables, async () => {
    const before = await whoIsWho(db);
    await layPartners(db);
    const changed = before !== (await whoIsWho(db));
    if (changed) await bumpRevision(db);
    await putSetting(LAID, await getRevision(db), db);
  });
}

export interface ImportOptions {
  /** Fingerprints that need no question: those that the person accepted for this very source. */
  trusted?: readonly string[];
  now?: Date;
  db?: LensDatabase;
}

/**
 * Takes a pack without anybody to ask, as a feed does: reads it, and installs it when its signer is trusted and it is
 * newer than what is installed. After `installed`, tell the views and compute anew.
 * @throws PackError where a person would have to decide (`untrusted`, `wrong-signer`, `older`) or nobody can
 */
export async function importPack(
  bytes: Uint8Array<ArrayBuffer>,
  { trusted = [], now = new Date(), db = database() }: ImportOptions = {},
): Promise<{ state: 'installed' | 'unchanged'; pack: StoredPack }> {
  const pack = await readPack(bytes);
  const { header, fingerprint } = pack;
  const { signer, edition, installed, before } = await standingOf(pack, db);
  const accepted = trusted.includes(fingerprint);
  if (signer === 'changed' && !accepted)
    throw new PackError(
      'wrong-signer',
      `This pack of ${header.signer} was signed with another key (${fingerprint}) than before (${before?.fingerprint}). Nothing was imported; ask them whether they changed it, then import the file under Team.`,
    );
  if (signer === 'new' && !accepted)
    throw new PackError(
      'untrusted',
      `Nobody here has accepted packs of ${header.signer} (${fingerprint}) yet. Import the pack under Team once and compare the fingerprint with them.`,
    );
  if (installed && edition === 'same') return { state: 'unchanged', pack: installed };
  if (edition === 'older' || edition === 'rewritten')
    throw new PackError(
      'older',
      `This is edition ${header.sequence} of “${header.name}”; edition ${installed?.sequence} is installed. Nothing was imported; to go back, import the file under Team.`,
    );
  return { state: 'installed', pack: await installPack(pack, now, db) };
}
