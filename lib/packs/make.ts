/** Puts a pack together from what this installation holds. */
import { DISGUISE } from '../definitions/disguise';
import type { KpiDefinition } from '../kpi/define';
import type { Measurement } from '../kpi/types';
import { database, type LensDatabase } from '../store/db';
import { chosenVariants, loadCatalogue, ownKpis } from '../store/kpis';
import { allLessons } from '../store/lessons';
import { allLimits } from '../store/limits';
import { plainPartner } from '../store/partners';
import { allPlans } from '../store/plans';
import { allRules, removedRules } from '../store/rules';
import { eachScorecard, getProgramme, scoredPartners } from '../store/scorecards';
import { getSetting, getWorkspace, ownWorkspace, putSetting } from '../store/settings';
import { allSiteFields } from '../store/sites';
import type { StoredPartner, StoredScorecard } from '../store/types';
import type { PackCard, PackContents, PackPart } from './contents';
import { writePack } from './file';
import { signingKey } from './key';
import { MOST_PARTNERS, SCHEMA } from './schema';
import { publicKeyText } from './signature';

/** What a person calls the pack and themselves; kept for the next edition. */
export interface PackIdentity {
  name: string;
  signer: string;
}

/** What the last edition was called, and its number. */
interface Edition extends PackIdentity {
  id: string;
  sequence: number;
}
const EDITION = 'pack edition';

export async function lastEdition(db: LensDatabase = database()): Promise<Edition | null> {
  return getSetting<Edition | null>(EDITION, null, db);
}

/** Money of a measurement says its currency: the reader's workspace may have another. */
function spoken<M extends Measurement>(
  measured: M,
  currency: string,
  find: (id: string) => KpiDefinition | undefined,
): M {
  const money = find(measured.kpi)?.unit === 'currency' && measured.currency === undefined;
  return money ? { ...measured, currency } : measured;
}

async function scorecards(db: LensDatabase): Promise<PackContents['scorecards']> {
  const { find } = await loadCatalogue(db);
  const { currency } = await getWorkspace(db);
  const cards: PackCard[] = [];
  await eachScorecard(({ revision: _, ...card }: StoredScorecard) => {
    const kpis = card.kpis.flatMap((judged) => {
      const version = find(judged.kpi)?.version;
      return judged.state === 'not-measured' || version === undefined
        ? []
        : [{ ...spoken(judged, currency, find), version }];
    });
    if (kpis.length > 0) cards.push({ ...card, kpis });
  }, db);
  const programme = [...(await getProgramme(db)).values()].map(({ measurement }) =>
    spoken(measurement, currency, find),
  );
  return { programme, cards };
}

/** Partners of other packs are not passed on, unless facts of this machine speak of them. */
async function ownPartners(db: LensDatabase): Promise<StoredPartner[]> {
  const scored = await scoredPartners(db);
  return (await db.partners.toArray()).filter(({ id, origin }) => origin !== 'pack' || scored.has(id));
}

/** What each part holds here. A person's own alone: what other packs or an administrator brought is not passed on. */
const COLLECT: {
  readonly [P in PackPart]: (db: LensDatabase) => Promise<PackContents[P]>;
} = {
  kpis: async (db) => ({
    definitions: (await ownKpis(db))
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ definition }) => definition),
    variants: await chosenVariants(db),
  }),
  limits: (db) => allLimits(db),
  rules: async (db) => ({ changed: await allRules(db), removed: await removedRules(db) }),
  plans: (db) => allPlans(db),
  lessons: async (db) => (await allLessons(db)).map(({ lesson }) => lesson),
  partnerFields: async (db) =>
    (await allSiteFields(db))
      .filter(({ setting }) => setting.mode !== 'auto')
      .map(({ origin, kind, setting }) => ({ origin, kind, setting })),
  focus: (db) => db.focus.toArray(),
  influence: async (db) => (await ownWorkspace(db)).attribution,
  partners: async (db) => (await ownPartners(db)).map(plainPartner),
  scorecards,
};

/** Every part, in the order in which people are asked. */
export const PARTS = Object.keys(COLLECT) as PackPart[];

/** Entries of a part. */
export function countOf<P extends PackPart>(part: P, data: NonNullable<PackContents[P]>): number {
  if (Array.isArray(data)) return data.length;
  const held: Partial<PackContents> = { [part]: data };
  if (held.kpis) return held.kpis.definitions.length + Object.keys(held.kpis.variants).length;
  if (held.rules) return held.rules.changed.length + held.rules.removed.length;
  if (held.scorecards) return held.scorecards.cards.length;
  return 1;
}

/** How much there is of each part; nothing of one that is empty. */
export async function packable(db: LensDatabase = database()): Promise<Partial<Record<PackPart, number>>> {
  const counts: Partial<Record<PackPart, number>> = {};
  for (const part of PARTS) {
    const count =
      part === 'scorecards'
        ? await db.scorecards.count()
        : part === 'partners'
          ? (await ownPartners(db)).length
          : await collected(part, db);
    if (count > 0) counts[part] = count;
  }
  return counts;
}

async function collected(part: PackPart, db: LensDatabase): Promise<number> {
  const data = await COLLECT[part](db);
  return data === undefined ? 0 : countOf(part, data);
}

/**
 * Makes the next edition of this installation's pack.
 * @param parts what goes in; scorecards bring their partners along
 * @throws RangeError when there is nothing to put in, or too much; PackError `too-large`
 */
export async function makePack(
  parts: readonly PackPart[],
  { name, signer }: PackIdentity,
  now: Date = new Date(),
  db: LensDatabase = database(),
): Promise<{ bytes: Uint8Array<ArrayBuffer>; fileName: string }> {
  const wanted = new Set(parts);
  if (wanted.has('scorecards')) wanted.add('partners');
  const contents: PackContents = {};
  for (const part of PARTS) {
    if (!wanted.has(part)) continue;
    const data = await COLLECT[part](db);
    if (data !== undefined && countOf(part, data) > 0) Object.assign(contents, { [part]: data });
  }
  if (Object.keys(contents).length === 0)
    throw new RangeError('There is nothing to put into the pack: choose a part that has entries.');
  const partners = contents.partners?.length ?? 0;
  if (partners > MOST_PARTNERS)
    throw new RangeError(
      `A pack holds at most ${MOST_PARTNERS.toLocaleString('en')} partners; here are ${partners.toLocaleString('en')}. Leave partners and scorecards out.`,
    );
  const key = await signingKey(db);
  const last = await lastEdition(db);
  const edition: Edition = {
    id: last?.id ?? crypto.randomUUID(),
    name: name.replace(DISGUISE, '').trim(),
    signer: signer.replace(DISGUISE, '').trim(),
    sequence: (last?.sequence ?? 0) + 1,
  };
  const made = now.toISOString();
  const bytes = await writePack(
    {
      header: {
        format: 'partner-lens-pack',
        schema: SCHEMA,
        publicKey: await publicKeyText(key.publicKey),
        made,
        ...edition,
      },
      contents,
    },
    key.privateKey,
  );
  await putSetting(EDITION, edition, db);
  const plain = edition.name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return { bytes, fileName: `${plain || 'pack'}-${made.slice(0, 10)}.plpack` };
}
