import { useCallback, useMemo } from 'react';
import { hasFigures } from '@/lib/background/scorecard-view';
import { packBriefs } from '@/lib/store/packs';
import { getScorecard, scorecardBriefs } from '@/lib/store/scorecards';
import { getRevision } from '@/lib/store/settings';
import type { StoredPartner } from '@/lib/store/types';
import { type Load, useLoad } from '../../ui/use-load';
import { useRevision } from '../state/revision';
import { type DirectoryRow, haystackOf } from './directory';
import { usePartners } from './use-partners';

type Cards = ReadonlyMap<string, NonNullable<DirectoryRow['card']>>;
const NO_PARTNERS: StoredPartner[] = [];

async function readCards(): Promise<Cards> {
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

/** The directory: partners at once, their verdicts as soon as the scorecards are read. */
export function useDirectory(): {
  partners: Load<StoredPartner[]>;
  rows: DirectoryRow[];
  cards: Load<Cards>;
} {
  const partners = usePartners();
  const cards = useLoad(useCallback(readCards, []), useRevision());
  const list = partners.data ?? NO_PARTNERS;
  const bare = useMemo(() => list.map((partner) => ({ partner, haystack: haystackOf(partner) })), [list]);
  const rows = useMemo(
    () => bare.map((row) => ({ ...row, card: cards.data?.get(row.partner.id) ?? null })),
    [bare, cards.data],
  );
  return { partners, rows, cards };
}
