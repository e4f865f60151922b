import type { PageRecord } from '../crm/types';
import { codesOn } from './codes';
import { crmIdKeys } from './crm-id';
import { companyDomain } from './domain';
import { domainsOn } from './domains-on';
import { headOf } from './family';
import { foldName, foldText } from './fold';
import { choiceKey, type PartnerLookup } from './lookup';
import type { MatchBasis, MatchResult, Partner } from './types';

export type { PartnerLookup } from './lookup';

/** What a record says about one company. */
interface Mention {
  name: string | null;
  id: string | null;
  domain: string | null;
  /** Label of the field it comes from; empty for the record itself. */
  field: string;
}

/** Row numbers of one database: another system has the same ones for other companies. */
const LOCAL_ID = /^\d{1,7}$/;
/** Kinds of record whose other fields may tell the partner when the partner field is empty. */
const TELLING: ReadonlySet<string> = new Set(['deal', 'lead']);

/**
 * Finds the partner that a record belongs to. The partner field decides, and within it record id, exact folded name,
 * alias, domain, in this order. Where it is empty on a deal or lead: a registration or referral number, a coupon or
 * UTM code, an account that is itself a partner, a domain. The first step that finds anything decides; several finds
 * are `ambiguous`, unless one is the parent company of the others or a person chose before.
 *
 * Account and domain are weak: with several finds they say nothing, and a named partner always stands before them. The
 * record page of a partner or account is matched as itself; a customer account without a partner is `none`.
 * @returns `unknown` when a partner is named that the directory does not have, `none` when none is named
 */
export async function matchRecord(record: PageRecord, directory: PartnerLookup): Promise<MatchResult> {
  const { kind, partner, account } = record;
  const named: Mention | null = partner && {
    name: partner.name,
    id: partner.id,
    domain: partner.basis === 'domain' && partner.name ? partner.name : null,
    field: partner.field,
  };
  if (kind === 'partner' || kind === 'account') {
    const self = await matchMention(
      record.crm,
      { name: record.name, id: record.id, domain: account?.domain ?? null, field: '' },
      directory,
    );
    if (self && self.state !== 'unknown') return self;
    if (named && partner!.basis !== 'self')
      return (await matchMention(record.crm, named, directory)) ?? { state: 'none' };
    return kind === 'partner' && self ? self : { state: 'none' };
  }
  if (named) {
    const result = await matchMention(record.crm, named, directory);
    if (result) return result;
  }
  if (TELLING.has(kind)) return (await matchOtherFields(record, directory)) ?? { state: 'none' };
  // A person who works at a partner; one who does not is simply a contact.
  if (kind === 'contact' && account) {
    const employer = await matchMention(record.crm, { ...account, field: 'account' }, directory);
    if (employer && employer.state !== 'unknown') return employer;
  }
  return { state: 'none' };
}

/** What the fields beside an empty partner field tell. */
async function matchOtherFields(record: PageRecord, directory: PartnerLookup): Promise<MatchResult | null> {
  for (const { kind, text, folded, field } of codesOn(record)) {
    const owners = await directory.byCode(folded);
    if (owners.length > 0) return decide(owners, kind, field, text, directory);
  }
  const { account } = record;
  if (account) {
    const mention = { name: account.name, id: account.id, domain: null, field: account.name };
    const found = await matchMention(record.crm, mention, directory);
    if (found?.state === 'matched') return { ...found, basis: 'account', via: account.name };
  }
  const owners = new Map<string, { partner: Partner; domain: string }>();
  for (const { domain } of domainsOn(record))
    for (const partner of await directory.byDomain(domain)) owners.set(partner.id, { partner, domain });
  const all = [...owners.values()];
  const partner = all.length === 1 ? all[0]!.partner : headOf(all.map((one) => one.partner));
  if (!partner) return null;
  return { state: 'matched', partnerId: partner.id, basis: 'domain', via: owners.get(partner.id)!.domain };
}

async function matchMention(
  crm: string,
  mention: Mention,
  directory: PartnerLookup,
): Promise<MatchResult | null> {
  const name = mention.name?.trim() || null;
  const via = mention.field;
  const folded = name ? foldName(name) : '';
  const keys = mention.id ? crmIdKeys(crm, mention.id) : null;
  // At the same time: the name is used where the id tells nothing or not enough.
  const [exact, bare, namesakes] = await Promise.all([
    keys ? directory.byCrmId(keys.qualified) : [],
    keys ? directory.byCrmId(keys.bare) : [],
    folded ? directory.byFoldedName(folded) : [],
  ]);
  if (mention.id) {
    const text = name ?? mention.id;
    if (exact.length > 0) return decide(exact, 'id', via, text, directory);
    if (bare.length > 0) {
      if (!name || !LOCAL_ID.test(mention.id)) return decide(bare, 'id', via, text, directory);
      const byName = await matchName(name, via, namesakes, directory);
      if (!byName) return decide(bare, 'id', via, text, directory);
      if (byName.state === 'matched' && byName.basis === 'manual') return byName;
      const ids =
        byName.state === 'matched'
          ? [byName.partnerId]
          : byName.state === 'ambiguous'
            ? byName.candidates
            : [];
      const both = bare.filter((partner) => ids.includes(partner.id));
      if (both.length > 0) return decide(both, 'id', via, text, directory);
      const chosen = await directory.chosen(choiceKey(text));
      return chosen ? byHand(chosen, via) : ambiguous([...bare.map((p) => p.id), ...ids], via, text);
    }
  }
  if (name) {
    const result = await matchName(name, via, namesakes, directory);
    if (result) return result;
  }
  const domain = mention.domain && companyDomain(mention.domain);
  if (domain) {
    const owners = await directory.byDomain(domain);
    if (owners.length > 0) return decide(owners, 'domain', via || domain, name ?? domain, directory);
  }
  const shown = name ?? mention.id;
  return shown ? { state: 'unknown', name: shown } : null;
}

/** @param found who goes by the name */
async function matchName(
  name: string,
  via: string,
  found: readonly Partner[],
  directory: PartnerLookup,
): Promise<MatchResult | null> {
  if (found.length === 0) return null;
  const folded = foldName(name);
  const byName = found.filter((partner) => foldName(partner.name) === folded);
  if (byName.length === 0) return decide(found, 'alias', via || name, name, directory);
  // "Contoso Inc." is not "Contoso Ltd.", although either may be meant by "Contoso".
  const letter = byName.filter((partner) => foldText(partner.name) === foldText(name));
  return decide(letter.length === 1 ? letter : byName, 'name', via || name, name, directory);
}

/** One partner, the head of a family, or the one that a person chose; else the person is asked. */
async function decide(
  partners: readonly Partner[],
  basis: MatchBasis,
  via: string,
  text: string,
  directory: PartnerLookup,
): Promise<MatchResult> {
  const group = [...new Map(partners.map((partner) => [partner.id, partner])).values()];
  const one = group.length === 1 ? group[0]! : null;
  if (one) return { state: 'matched', partnerId: one.id, basis, via };
  const chosen = await directory.chosen(choiceKey(text));
  if (chosen) return byHand(chosen, via);
  const head = headOf(group);
  if (head) return { state: 'matched', partnerId: head.id, basis, via };
  return ambiguous(
    group.map(({ id }) => id),
    via,
    text,
  );
}

const byHand = ({ id }: Partner, via: string): MatchResult => ({
  state: 'matched',
  partnerId: id,
  basis: 'manual',
  via,
});

function ambiguous(ids: string[], via: string, text: string): MatchResult {
  return { state: 'ambiguous', candidates: [...new Set(ids)].sort(), via, text };
}
