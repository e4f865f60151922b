import type { Partner } from '../match/types';
import type { ScorecardView } from '../messaging/views';
import { loadCatalogue } from '../store/kpis';
import { getScorecard } from '../store/scorecards';
import { getRevision } from '../store/settings';
import { focusFor } from './focus';
import { asOf } from './refresh';
import { hasFigures, scorecardView } from './scorecard-view';

/** The cached scorecard of a partner as it is shown; null when it has no figure. */
export async function shownScorecard(
  partner: Pick<Partner, 'id' | 'type' | 'tier'>,
): Promise<ScorecardView | null> {
  const card = await getScorecard(partner.id);
  if (!card || !hasFigures(card)) return null;
  const { find } = await loadCatalogue();
  const view = scorecardView(card, find, await getRevision(), await asOf(new Date()));
  return { ...view, focus: await focusFor(partner, view.kpis, find) };
}
