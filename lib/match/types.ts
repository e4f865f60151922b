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
  /** Referral codes, coupons, UTM values and registration numbers that are this partner's alone, as written. */
  codes: string[];
  /** Company that it belongs to: id or name of another partner, as written. */
  parent: string | null;
}

/** How a record was matched to a partner: first what its partner field says, then other fields, most trusted first. */
export type MatchBasis = 'id' | 'name' | 'alias' | 'manual' | 'registration' | 'code' | 'account' | 'domain';

export type MatchResult =
  | { state: 'matched'; partnerId: string; basis: MatchBasis; via: string }
  /** Several fit `text`; `via` is the label of the field that it stands in. A choice is remembered for the text. */
  | { state: 'ambiguous'; candidates: string[]; via: string; text: string }
  | { state: 'unknown'; name: string }
  | { state: 'none' };
