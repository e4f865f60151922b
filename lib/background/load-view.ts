/** Collects what a view of a page is made of, and composes it. */
import { missingFields } from '../fields/evaluate';
import { matchRecord } from '../match/match';
import type { MatchResult } from '../match/types';
import type { PanelView } from '../messaging/views';
import { hasListBadges } from '../store/list-sites';
import { getPartner, plainPartner } from '../store/partners';
import { planOf } from '../store/plans';
import { shownScorecard } from './cards';
import { hasPartners, hitsOf, lookupOn, searchPartners } from './directory';
import { rulesInForce } from './rules';
import { historyIn } from './snapshots';
import { inFront, type TabState } from './tab-state';
import { composeView, type ViewFacts } from './view';
import { flagOf } from './visits';

/** Partners offered for a name that nobody in the directory has. */
const SUGGESTIONS = 5;

const NONE: MatchResult = { state: 'none' };

/**
 * @param tabId tab that the view is for
 * @param state what it shows; null when no content script has reported
 */
export async function loadView(tabId: number, state: TabState | null): Promise<PanelView> {
  const facts: ViewFacts = {
    tabId,
    reading: state?.reading ?? { state: 'no-record' },
    hasPartners: true,
    match: NONE,
    partner: null,
    scorecard: null,
    candidates: [],
    suggestions: [],
    missing: [],
    flag: null,
  };
  if (facts.reading.state !== 'record') return composeView(facts);
  const { record } = facts.reading;

  facts.hasPartners = await hasPartners();
  if (facts.hasPartners) {
    facts.match = await matchRecord(record, lookupOn(new URL(state!.url).origin));
    if (facts.match.state === 'matched') {
      const stored = await getPartner(facts.match.partnerId);
      facts.partner = stored ? plainPartner(stored) : null;
      facts.scorecard = stored ? await shownScorecard(stored) : null;
    } else if (facts.match.state === 'ambiguous') {
      facts.candidates = await hitsOf(facts.match.candidates);
    } else if (facts.match.state === 'unknown') {
      facts.suggestions = await searchPartners(facts.match.name, SUGGESTIONS);
    }
  }
  facts.missing = missingFields(record, await rulesInForce(), {
    partnerType: facts.partner?.type ?? null,
    // What the record says in other words, such as a domain, may be written into its partner field.
    partnerName: record.partner?.basis === 'partner-field' ? null : (facts.partner?.name ?? null),
    plan: facts.partner ? await planOf(facts.partner) : [],
  });
  facts.flag = await flagOf(state);
  return composeView(facts);
}

/** The view of what is in front in a tab, with what a person can set for its site. */
export async function panelView(tabId: number, state: TabState | null): Promise<PanelView> {
  const view = await loadView(tabId, inFront(state));
  if (!state) return view;
  const lists = await hasListBadges(new URL(state.url).origin);
  const history = await historyIn(inFront(state));
  return { ...view, lists, ...(history ? { history } : {}), ...(state.row ? { row: true } : {}) };
}
