/** From what is known about a page to what panel and page are shown. Pure. */
import type { PageReading, PageRecord } from '../crm/types';
import type { MissingField } from '../fields/types';
import type { Flag } from '../govern/types';
import type { MatchResult, Partner } from '../match/types';
import type { PageBadge, PanelView, PartnerHit, RecordSummary, ScorecardView } from '../messaging/views';
import { toneOf } from './tone';

/** All that a view is made of. */
export interface ViewFacts {
  tabId: number;
  reading: PageReading;
  /** Anything was imported or entered. */
  hasPartners: boolean;
  /** Until when a database was known that the browser lost, ISO time. */
  lost: string | null;
  match: MatchResult;
  /** The matched partner. */
  partner: Partner | null;
  /** Null when the partner has no figure. */
  scorecard: ScorecardView | null;
  /** Partners among which an ambiguous name lies. */
  candidates: PartnerHit[];
  /** Partners that an unknown name might mean. */
  suggestions: PartnerHit[];
  missing: MissingField[];
  /** Identity of the record across visits; null where the CRM has no such record yet. */
  key: string | null;
  /** The note to the partner manager on the record. */
  flag: Flag | null;
}

function summary(record: PageRecord, key: string | null): RecordSummary {
  const { crm, kind, name, stage, editing, taught } = record;
  return {
    crm,
    kind,
    name,
    stage,
    editing,
    key,
    ...(taught?.weak.length ? { taught } : {}),
  };
}

export function composeView(facts: ViewFacts): PanelView {
  const { tabId, reading, match, partner } = facts;
  if (reading.state !== 'record') {
    const bare = { tabId, missing: [], record: null };
    if (reading.state !== 'unrecognised') return { ...bare, state: reading.state };
    return { ...bare, ...reading };
  }
  const base = {
    tabId,
    missing: facts.missing,
    record: summary(reading.record, facts.key),
    flag: facts.flag,
  };
  if (!facts.hasPartners) return { ...base, state: 'no-data', ...(facts.lost && { lost: facts.lost }) };
  if (match.state === 'matched' && partner) {
    const { basis, via } = match;
    return facts.scorecard
      ? { ...base, state: 'partner', partner, basis, via, scorecard: facts.scorecard }
      : { ...base, state: 'no-figures', partner, basis, via };
  }
  if (match.state === 'ambiguous') {
    return { ...base, state: 'ambiguous', name: match.text, candidates: facts.candidates };
  }
  if (match.state === 'unknown') {
    return { ...base, state: 'unknown-partner', name: match.name, suggestions: facts.suggestions };
  }
  return { ...base, state: 'no-partner' };
}

/** The name under which a record mentions its partner: what becomes an alias when a person links it. */
export function mentionedName(record: PageRecord): string | null {
  const self = record.kind === 'partner' || record.kind === 'account';
  return record.partner?.name?.trim() || (self ? record.name.trim() : '') || null;
}

/** Kinds of record that always have something to say about a partner; others only when one is on them. */
const PARTNER_KINDS: ReadonlySet<string> = new Set(['deal', 'lead', 'partner']);

/** What the page's own script may know: no figure, and a tone that it does not write into the page. */
export function composeBadge(view: PanelView, reading: PageReading): PageBadge {
  const matched = view.state === 'partner' || view.state === 'no-figures';
  const named = matched || view.state === 'ambiguous' || view.state === 'unknown-partner';
  const show =
    view.state === 'unrecognised' ||
    (reading.state === 'record' && (named || PARTNER_KINDS.has(reading.record.kind)));
  return {
    show,
    partnerName: matched ? view.partner.name : null,
    missing: show ? view.missing.map(({ key, label }) => ({ key, label })) : [],
    tone: toneOf(view.state === 'partner' ? view.scorecard : null),
  };
}
