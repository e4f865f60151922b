/** Collects the evidence on a deal, past or present, by the same rules. */
import { bitOf, type EvidenceKind } from './evidence';
import { type History, NOBODY, type PastContact } from './history';

/** Days before a deal within which touches, events and leads may have led to it. */
export const LOOKBACK_DAYS = 365;

/** A deal whose partner is asked for. */
export interface Subject {
  /** Row of the deal in the history, which is never evidence on itself; -1 when it is not there. */
  row: number;
  /** Codes of the facts' dictionaries, 0 = none. */
  deal: number;
  customer: number;
  /** Day up to which something may have led to the deal: that of its creation, or today. */
  before: number;
  /** Day up to which touches on the deal itself count. */
  until: number;
  registrations: readonly string[];
  /** Folded. */
  codes: readonly string[];
  domains: readonly string[];
  texts: readonly string[];
}

/** How often each kind was found for a partner. */
export type Found = Map<EvidenceKind, number>;

/** @returns what speaks for each partner, by ordinal */
export function collect(history: History, subject: Subject): Map<number, Found> {
  const out = new Map<number, Found>();
  const add = (partner: number, kind: EvidenceKind) => {
    if (partner === NOBODY) return;
    const found = out.get(partner) ?? new Map();
    found.set(kind, (found.get(kind) ?? 0) + 1);
    out.set(partner, found);
  };
  for (const registration of subject.registrations) {
    add(history.ownerOfCode(registration), 'registration');
    for (const row of history.registered.get(registration) ?? [])
      if (row !== subject.row) add(history.deals[row]!.partner, 'registration');
  }
  for (const code of subject.codes) add(history.ownerOfCode(code), 'code');
  for (const domain of subject.domains) add(history.ownerOfDomain(domain), 'domain');
  for (const text of subject.texts) for (const partner of history.names(text)) add(partner, 'name');

  for (const i of history.touchesOn.get(subject.deal) ?? []) {
    const touch = history.touches[i]!;
    if (touch.day > subject.until) continue;
    if (touch.code) add(history.ownerOfCode(touch.code), 'code');
    add(touch.partner, 'deal-touch');
    if (touch.event) add(touch.partner, 'event');
  }
  const leadsUp = ({ day }: PastContact) => day <= subject.before && day >= subject.before - LOOKBACK_DAYS;
  for (const i of history.touchesOf.get(subject.customer) ?? []) {
    const touch = history.touches[i]!;
    if (!leadsUp(touch) || (subject.deal !== 0 && touch.deal === subject.deal)) continue;
    if (touch.code) add(history.ownerOfCode(touch.code), 'code');
    add(touch.partner, touch.event ? 'event' : 'touch');
  }
  for (const i of history.leadsOf.get(subject.customer) ?? []) {
    const lead = history.leads[i]!;
    if (!leadsUp(lead)) continue;
    add(lead.partner, 'lead');
    if (lead.code) add(history.ownerOfCode(lead.code), 'code');
  }
  coSold(history, subject, add);
  return out;
}

/** Earlier deals of the customer that name a partner. */
function coSold(
  history: History,
  subject: Subject,
  add: (partner: number, kind: EvidenceKind) => void,
): void {
  const earlier: number[] = [];
  for (const row of history.dealsOf.get(subject.customer) ?? []) {
    const { created, partner } = history.deals[row]!;
    if (row === subject.row || partner === NOBODY || created === null || created >= subject.before) continue;
    earlier.push(partner);
  }
  const kind = new Set(earlier).size === 1 ? 'customer-all' : 'customer-some';
  for (const partner of earlier) add(partner, kind);
}

/** The kinds of evidence on each partner as a pattern. */
export const patternOf = (found: Found): number => {
  let pattern = 0;
  for (const kind of found.keys()) pattern |= bitOf(kind);
  return pattern;
};

/** A past deal as it is asked about again: all it says itself is left out, but for what its page would show. */
export function subjectOf(history: History, row: number): Subject | null {
  const { deal, customer, created, closed, registration, name } = history.deals[row]!;
  if (created === null) return null;
  return {
    row,
    deal,
    customer,
    before: created,
    until: closed ?? Number.POSITIVE_INFINITY,
    registrations: registration ? [registration] : [],
    codes: [],
    domains: [],
    texts: name ? [name] : [],
  };
}
