import { hasFigures } from '@/lib/background/scorecard-view';
import { packBriefs } from '@/lib/store/packs';
import { allPartners } from '@/lib/store/partners';
import { getScorecard, scorecardBriefs } from '@/lib/store/scorecards';
import { getRevision } from '@/lib/store/settings';
import { byName, type DirectoryCard, type DirectoryRow, haystackOf } from './directory';

/** The directory as its page lists it, in the order of the names. */
export interface Directory {
  rows: DirectoryRow[];
  /** Why the verdicts are missing; null = they are not. */
  cardsError: string | null;
}

async function readCards(): Promise<ReadonlyMap<string, DirectoryCard>> {
  const [revision, briefs, packs] = await Promise.all([getRevision(), scorecardBriefs(), packBriefs()]);
  const packed = new Set(packs.map((brief) => brief.partnerId));
  // As everywhere: an own scorecard without a figure gives way to that of a pack. Only those that may be are read.
  const own = await Promise.all(
    briefs.map(async (brief) => {
      if (brief.coverage > 0 || !packed.has(brief.partnerId)) return brief;
      const card = await getScorecard(brief.partnerId);
      return card && hasFigures(card) ? brief : null;
    }),
  );
  return new Map(
    // A pack's are never behind the facts of here, and give way to what is computed here.
    [
      ...packs.map((brief) => ({ ...brief, revision, packed: true })),
      ...own.filter((brief) => brief !== null).map((brief) => ({ ...brief, packed: false })),
    ].map(({ partnerId, working, rightWay, coverage, computedAt, revision: of, packed }) => [
      partnerId,
      { answers: { working, 'right-way': rightWay }, coverage, computedAt, stale: of < revision, packed },
    ]),
  );
}

/** Every partner with its verdict. That verdicts cannot be read hides no partner. */
export async function listDirectory(): Promise<Directory> {
  const [partners, cards] = await Promise.all([
    allPartners(),
    readCards().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))),
  ]);
  const rows = partners.map((partner): DirectoryRow => {
    const { id, name, type, tier, region, manager } = partner;
    return {
      // No more than is shown: the page takes ten thousand of them at once.
      partner: { id, name, type, tier, region, manager },
      haystack: haystackOf(partner),
      card: cards instanceof Error ? null : (cards.get(id) ?? null),
    };
  });
  return { rows: byName(rows), cardsError: cards instanceof Error ? cards.message : null };
}
