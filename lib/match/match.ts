import type { PageRecord } from '../crm/types';
import { crmIdKeys } from './crm-id';
import { companyDomain } from './domain';
import { foldName } from './fold';
import type { PartnerLookup } from './lookup';
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

/**
 * Finds the partner that a record belongs to. Order of trust: record id, exact folded name, alias, domain; the first
 * that finds anything decides, and several finds at that step are `ambiguous`.
 *
 * On deals, leads and other records only the explicit partner mention counts, never the customer. The record page of
 * a partner or account is matched as itself; a customer account without a partner is `none`, not an unknown partner.
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
  // A person who works at a partner; one who does not is simply a contact.
  if (kind === 'contact' && account) {
    const employer = await matchMention(record.crm, { ...account, field: 'account' }, directory);
    if (employer && employer.state !== 'unknown') return employer;
  }
  return { state: 'none' };
}

async function matchMention(
  crm: string,
  mention: Mention,
  directory: PartnerLookup,
): Promise<MatchResult | null> {
  const name = mention.name?.trim() || null;
  const via = mention.field;
  if (mention.id) {
    const keys = crmIdKeys(crm, mention.id);
    const exact = await directory.byCrmId(keys.qualified);
    if (exact.length > 0) return decide(exact, 'id', via);
    const bare = await directory.byCrmId(keys.bare);
    if (bare.length > 0) {
      if (!name || !LOCAL_ID.test(mention.id)) return decide(bare, 'id', via);
      const byName = await matchName(name, via, directory);
      if (!byName) return decide(bare, 'id', via);
      const ids =
        byName.state === 'matched'
          ? [byName.partnerId]
          : byName.state === 'ambiguous'
            ? byName.candidates
            : [];
      const both = bare.filter((partner) => ids.includes(partner.id));
      return both.length > 0 ? decide(both, 'id', via) : ambiguous([...bare.map((p) => p.id), ...ids], via);
    }
  }
  if (name) {
    const result = await matchName(name, via, directory);
    if (result) return result;
  }
  const domain = mention.domain && companyDomain(mention.domain);
  if (domain) {
    const owners = await directory.byDomain(domain);
    if (owners.length > 0) return decide(owners, 'domain', via || domain);
  }
  const shown = name ?? mention.id;
  return shown ? { state: 'unknown', name: shown } : null;
}

async function matchName(name: string, via: string, directory: PartnerLookup): Promise<MatchResult | null> {
  const folded = foldName(name);
  if (!folded) return null;
  const found = await directory.byFoldedName(folded);
  if (found.length === 0) return null;
  const byName = found.filter((partner) => foldName(partner.name) === folded);
  return byName.length > 0 ? decide(byName, 'name', via || name) : decide(found, 'alias', via || name);
}

function decide(partners: Partner[], basis: MatchBasis, via: string): MatchResult {
  const ids = new Set(partners.map((partner) => partner.id));
  if (ids.size > 1) return ambiguous([...ids], via);
  return { state: 'matched', partnerId: partners[0]!.id, basis, via };
}

function ambiguous(ids: string[], via: string): MatchResult {
  return { state: 'ambiguous', candidates: [...new Set(ids)].sort(), via };
}
