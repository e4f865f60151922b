import { hasFigures } from '@/lib/background/scorecard-view';
import { packBriefs } from '@/lib/store/packs';
import { getScorecard, scorecardBriefs } from '@/lib/store/scorecards';
import { getRevision } from '@/lib/store/settings';
import type { Cards } from './directory';

/** What the directory shows of every scorecard, by partner. */
export async function listCards(): Promise<Cards> {
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
