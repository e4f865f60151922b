/**
 * Installed scorecard packs. Their parts are kept apart from what a person set and are laid under it when either is
 * read, so that taking a pack away leaves everything as it was.
 */
import type { PackCard, PackContents, PackPart } from '../packs/contents';
import { database, type LensDatabase } from './db';
import { type BriefKey, fromBrief, type ScorecardBrief } from './scorecard-brief';

/** A pack without what it holds. */
export interface StoredPack {
  id: string;
  name: string;
  signer: string;
  /** Of the signer's key. */
  fingerprint: string;
  sequence: number;
  /** SHA-256 of the whole file, hex. */
  digest: string;
  /** ISO times: made by the signer, installed here. */
  made: string;
  installed: string;
  /** Entries by part. */
  counts: Partial<Record<PackPart, number>>;
  /** Its partner id -> id of the partner here, where they differ. */
  ids: Record<string, string>;
}

export interface StoredPackPart {
  pack: string;
  part: PackPart;
  data: unknown;
}

export interface StoredPackCard {
  pack: string;
  /** Id of the partner here, and in the pack. */
  partnerId: string;
  theirs: string;
  card: PackCard;
  /** For lists; see scorecard-brief. */
  brief: BriefKey;
}

/** Someone whose packs a person decided to trust. */
export interface StoredSigner {
  fingerprint: string;
  name: string;
  /** ISO time. */
  trusted: string;
}

/** The key that packs made here are signed with; its private half cannot leave the browser. */
export interface StoredKey {
  id: 'pack';
  publicKey: CryptoKey;
  privateKey: CryptoKey;
}

/** Every installed pack, the newest edition first. */
export async function installedPacks(db: LensDatabase = database()): Promise<StoredPack[]> {
  return (await db.packs.toArray()).sort((a, b) => b.made.localeCompare(a.made) || a.id.localeCompare(b.id));
}

/** Everyone whose packs a person accepted. */
export const trustedSigners = (db: LensDatabase = database()): Promise<StoredSigner[]> =>
  db.signers.orderBy('fingerprint').toArray();

/** What one pack says of one matter. */
export interface LayerOf<P extends PackPart> {
  pack: StoredPack;
  data: NonNullable<PackContents[P]>;
}

/** What installed packs say of one matter, the newest pack first; reads nothing else of them. */
export async function packLayers<P extends PackPart>(
  part: P,
  db: LensDatabase = database(),
): Promise<LayerOf<P>[]> {
  const parts = await db.packParts.where('part').equals(part).toArray();
  if (parts.length === 0) return [];
  const byPack = new Map(parts.map(({ pack, data }) => [pack, data]));
  return (await installedPacks(db)).flatMap((pack) =>
    byPack.has(pack.id) ? [{ pack, data: byPack.get(pack.id) as NonNullable<PackContents[P]> }] : [],
  );
}

/** Scorecard of a partner that a pack brought, of the newest pack that has one; null where none has. */
export async function packCard(
  partnerId: string,
  db: LensDatabase = database(),
): Promise<{ pack: StoredPack; card: PackCard } | null> {
  const rows = await db.packCards.where('partnerId').equals(partnerId).toArray();
  if (rows.length === 0) return null;
  for (const pack of await installedPacks(db)) {
    const row = rows.find((candidate) => candidate.pack === pack.id);
    if (row) return { pack, card: { ...row.card, partnerId } };
  }
  return null;
}

/** What a list shows of the scorecards of packs; of several for one partner, that of the newest pack. */
export async function packBriefs(db: LensDatabase = database()): Promise<ScorecardBrief[]> {
  const keys = (await db.packCards.orderBy('brief').keys()) as unknown as BriefKey[];
  const briefs = new Map<string, ScorecardBrief>();
  for (const brief of keys.map(fromBrief)) {
    const known = briefs.get(brief.partnerId);
    if (!known || known.computedAt < brief.computedAt) briefs.set(brief.partnerId, brief);
  }
  return [...briefs.values()];
}

/** Scope of a pack as it is written here: a partner may go by another id. */
export function scopeHere({ ids }: Pick<StoredPack, 'ids'>, scope: string): string {
  return scope.startsWith('partner:') ? `partner:${idHere(ids, scope.slice('partner:'.length))}` : scope;
}

/** Id of a pack's partner here; theirs where it has no other, whatever they call it. */
export function idHere(ids: StoredPack['ids'], theirs: string): string {
  return Object.hasOwn(ids, theirs) ? ids[theirs]! : theirs;
}

/** Who a pack is from, as it stands beside all that it brings. */
export const packWords = ({ signer, made }: Pick<StoredPack, 'signer' | 'made'>): string =>
  `from pack of ${signer}, ${made.slice(0, 10)}`;
