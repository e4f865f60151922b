import { useCallback, useMemo } from 'react';
import { eachScorecard } from '@/lib/store/scorecards';
import { getRevision } from '@/lib/store/settings';
import type { StoredPartner } from '@/lib/store/types';
import { useRevision } from '../state/revision';
import { type Load, useLoad } from '../state/use-load';
import { type DirectoryRow, haystackOf } from './directory';
import { usePartners } from './use-partners';

type Cards = ReadonlyMap<string, NonNullable<DirectoryRow['card']>>;
const NO_PARTNERS: StoredPartner[] = [];

async function readCards(): Promise<Cards> {
  const revision = await getRevision();
  const cards = new Map<string, NonNullable<DirectoryRow['card']>>();
  await eachScorecard((card) => {
    cards.set(card.partnerId, {
      answers: Object.fromEntries(card.verdicts.map(({ question, answer }) => [question, answer])),
      coverage: card.coverage,
      computedAt: card.computedAt,
      stale: card.revision < revision,
    });
  });
  return cards;
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
