/** Suggestions for a deal that names no partner, from stored facts. */
import { rolesOf } from '../crm/labels';
import type { PageRecord } from '../crm/types';
import { codesOn } from '../match/codes';
import { crmIdKeys } from '../match/crm-id';
import type { Subject } from '../match/detective/collect';
import {
  type Detective,
  detectiveOf,
  evidenceSentence,
  KNOWABLE,
  pastSentence,
  type RankedPartner,
} from '../match/detective/suggest';
import { domainsOn } from '../match/domains-on';
import { partnerFieldOf } from '../match/partner-field';
import type { Suggestion, SuggestionsAnswer } from '../messaging/partner-views';
import { plansInForce } from '../store/plans';
import { getRevision } from '../store/settings';
import { hitsOf } from './directory';
import { type PastFacts, readPast } from './history';
import { asOf } from './refresh';
import { settingOn } from './site-fields';
import type { TabState } from './tab-state';

interface Learned extends PastFacts {
  detective: Detective;
}

/** What was learned last; gone with the worker, then learned anew. */
let last: { key: string; learned: Promise<Learned> } | null = null;

async function learned(): Promise<Learned> {
  const key = JSON.stringify([await getRevision(), await plansInForce()]);
  if (last?.key !== key) {
    const made = readPast().then((past) => ({ ...past, detective: detectiveOf(past.history) }));
    last = { key, learned: made };
    made.catch(() => {
      last = null;
    });
  }
  return last.learned;
}

/** Fields whose text is no note: they name people, companies, states or times. */
const NO_NOTE = new Set(['partner', 'account', 'owner', 'manager', 'stage', 'status', 'amount', 'close']);

/** E-mail and web addresses: those are evidence of their own. */
const ADDRESS = /\S*(?:@|:\/\/|www\.)\S*/gi;

/** What the page says of a deal that is asked about. */
function subjectOn(record: PageRecord, past: PastFacts, today: number): Subject {
  const ids = record.id === null ? [] : crmIdKeys(record.crm, record.id).bare;
  const row = record.kind === 'deal' ? past.dealRow(ids, record.name) : -1;
  const known = past.history.deals[row];
  const codes = codesOn(record);
  const notes = record.fields.filter(
    ({ label, key, state }) =>
      state === 'value' && !rolesOf(rolesOf(label).length ? label : key).some((role) => NO_NOTE.has(role)),
  );
  const registrations = codes.filter(({ kind }) => kind === 'registration').map(({ folded }) => folded);
  return {
    row,
    deal: known?.deal ?? 0,
    customer: known?.customer || past.customer(record.account?.id ?? null, record.account?.name ?? null),
    before: known?.created ?? today,
    until: today,
    registrations: [...new Set([...registrations, ...(known?.registration ? [known.registration] : [])])],
    codes: codes.filter(({ kind }) => kind === 'code').map(({ folded }) => folded),
    domains: domainsOn(record).map(({ domain }) => domain),
    texts: [...new Set([record.name, ...notes.map(({ value }) => value.replace(ADDRESS, ' '))])],
  };
}

/** Who may have brought the deal or lead that a tab shows. */
export async function suggestionsFor(state: TabState): Promise<SuggestionsAnswer> {
  const none = (why: string): SuggestionsAnswer => ({ state: 'none', why });
  if (state.reading.state !== 'record') return none('The page shows no record.');
  const { record } = state.reading;
  if (record.kind !== 'deal' && record.kind !== 'lead') return none('Only deals and leads are asked about.');
  if (record.partner) return none('The record names its partner.');
  const { detective, partners, ...past } = await learned();
  if (partners.length === 0) return none('No partner was imported yet.');
  const { asOfDay } = await asOf(new Date());
  const ranked = detective.suggest(subjectOn(record, { partners, ...past }, asOfDay));
  if (ranked.length === 0)
    return none(
      'Nothing that is known speaks for a partner: no registration, code, domain, touch, earlier deal or name.',
    );
  const hits = await hitsOf(ranked.map(({ partner }) => partners[partner]!.id));
  const suggestions = ranked.flatMap((one): Suggestion[] => {
    const hit = hits.find(({ id }) => id === partners[one.partner]!.id);
    return hit ? [{ partner: hit, ...told(one) }] : [];
  });
  const field = partnerFieldOf(record, await settingOn(state.url, record.kind));
  const { check } = detective.calibration;
  return {
    state: 'suggestions',
    suggestions,
    field: field?.state === 'empty' ? { key: field.key, label: field.label } : null,
    check: check.deals >= KNOWABLE ? check : null,
  };
}

function told({ found, probability, past, unknown }: RankedPartner): Omit<Suggestion, 'partner'> {
  return {
    probability,
    evidence: found.map(({ kind, times }) => evidenceSentence(kind, times)),
    past: past && { n: past.n, theirs: past.theirs, low: past.low, high: past.high },
    says: pastSentence(past),
    partly: probability !== null && unknown.length > 0,
  };
}
