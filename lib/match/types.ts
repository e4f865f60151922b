export const PARTNER_TYPES = [
  'reseller',
  'referral',
  'affiliate',
  'technology',
  'agency',
  'distributor',
  'consultant',
  'community',
] as const;
/** A type outside the list is kept as written: programmes have their own words. */
export type PartnerType = (typeof PARTNER_TYPES)[number] | (string & {});

/** A row of the partner directory. */
export interface Partner {
  /** Stable id: the one of the imported directory, or `name:<folded name>` for a partner first seen on a fact. */
  id: string;
  name: string;
  type: PartnerType | null;
  tier: string | null;
  region: string | null;
  manager: string | null;
  /** Bare host names, lower case. */
  domains: string[];
  /** Other names it goes by, as written. */
  aliases: string[];
  /** Record ids in CRMs, as `<crm>:<id>` or the bare id. */
  crmIds: string[];
}

/** How a record was matched to a partner, most trusted first. */
export type MatchBasis = 'id' | 'name' | 'alias' | 'domain' | 'manual';

export type MatchResult =
  | { state: 'matched'; partnerId: string; basis: MatchBasis; via: string }
  | { state: 'ambiguous'; candidates: string[]; via: string }
  | { state: 'unknown'; name: string }
  | { state: 'none' };
