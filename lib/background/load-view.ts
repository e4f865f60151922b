/** Collects what a view of a page is made of, and composes it. */
import { missingFields } from '../fields/evaluate';
import { matchRecord } from '../match/match';
import type { MatchResult } from '../match/types';
import type { PanelView } from '../messaging/views';
import { hasListBadges } from '../store/list-sites';
import { plainPartner } from '../store/partners';
import { planFrom, planMap } from '../store/plans';
import { cardSetting, shownScorecard } from './cards';
import { hasPartners, hitsOf, lookupOn, type StoredLookup, searchPartners } from './directory';
import { lostData } from './kept';
import { rulesInForce } from './rules';
import { withSiteSetting } from './site-fields';
import { historyIn } from './snapshots';
import { inFront, type TabState } from './tab-state';
import { composeView, type ViewFacts } from './view';
import { flagOf, keyOf } from './visits';

/** Partners offered for a name that nobody in the directory has. */
const SUGGESTIONS = 5;

const NONE: MatchResult = { state: 'none' };

/**
 * @param tabId tab that the view is for
 * @param state what it shows; null when no content script has reported
 */
export async function loadView(tabId: number, state: TabState | null): Promise<PanelView> {
  const reading = state?.reading ?? { state: 'no-record' };
  const facts: ViewFacts = {
    tabId,
    reading: state?.untold ? await withSiteSetting(new URL(state.url), reading) : reading,
    hasPartners: true,
    lost: null,
    match: NONE,
    partner: null,
    scorecard: null,
    candidates: [],
    suggestions: [],
    missing: [],
    key: keyOf(state),
    flag: null,
  };
  if (facts.reading.state !== 'record') return composeView(facts);
  const { record } = facts.reading;

  const directory = lookupOn(new URL(state!.url).origin);
  // All at once: each waits for the database far longer than it works.
  const setting = cardSetting();
  const [rules, flag, plans] = await Promise.all([
    rulesInForce(),
    flagOf(state),
    planMap(),
    hasPartners().then(async (any) => {
      facts.hasPartners = any;
      if (!any) facts.lost = (await lostData())?.at ?? null;
    }),
    matchRecord(record, directory).then((match) => addMatch(facts, match, directory, setting)),
    setting,
  ]);
  facts.flag = flag;
  facts.missing = missingFields(record, rules, {
    partnerType: facts.partner?.type ?? null,
    // What the record says in other words, such as a domain, may be written into its partner field.
    partnerName: record.partner?.basis === 'partner-field' ? null : (facts.partner?.name ?? null),
    plan: facts.partner ? planFrom(plans, facts.partner) : [],
  });
  return composeView(facts);
}

/** What is known of those whom the record names. */
async function addMatch(
  facts: ViewFacts,
  match: MatchResult,
  directory: StoredLookup,
  setting: ReturnType<typeof cardSetting>,
): Promise<void> {
  facts.match = match;
  if (match.state === 'matched') {
    const stored = await directory.partner(match.partnerId);
    facts.partner = stored ? plainPartner(stored) : null;
    facts.scorecard = stored ? await shownScorecard(stored, setting) : null;
  } else if (match.state === 'ambiguous') {
    facts.candidates = await hitsOf(match.candidates);
  } else if (match.state === 'unknown') {
    facts.suggestions = await searchPartners(match.name, SUGGESTIONS);
  }
}

/**
 * The view of what is in front in a tab, with what a person can set for its site.
 * @param made the first part, where it is on its way already
 */
export async function panelView(
  tabId: number,
  state: TabState | null,
  made?: Promise<PanelView>,
): Promise<PanelView> {
  const front = inFront(state);
  const [view, lists, history] = await Promise.all([
    made ?? loadView(tabId, front),
    state && hasListBadges(new URL(state.url).origin),
    historyIn(front),
  ]);
  if (!state || lists === null) return view;
  return { ...view, lists, ...(history ? { history } : {}), ...(state.row ? { row: true } : {}) };
}
