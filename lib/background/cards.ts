import type { ScorecardView } from '../messaging/views';
import { loadCatalogue } from '../store/kpis';
import { getScorecard } from '../store/scorecards';
import { getRevision } from '../store/settings';
import { asOf } from './refresh';
import { hasFigures, scorecardView } from './scorecard-view';

/** The cached scorecard of a partner as it is shown; null when it has no figure. */
export async function shownScorecard(partnerId: string): Promise<ScorecardView | null> {
  const card = await getScorecard(partnerId);
  if (!card || !hasFigures(card)) return null;
  return scorecardView(card, (await loadCatalogue()).find, await getRevision(), await asOf(new Date()));
}
