import type { PartnerType } from '@/lib/match/types';
import type { BehaviourName } from './behaviours';

/** A partner of the made-up programme. No company or person here exists. */
export interface SamplePartner {
  id: string;
  name: string;
  type: PartnerType;
  tier: string;
  region: string;
  manager: string;
  domain: string;
  aliases: string[];
  /** Id of the partner's record in the demo CRM. */
  crmId: string;
  currency: string;
  behaviour: BehaviourName;
}

type Entry = readonly [
  name: string,
  type: PartnerType,
  tier: string,
  region: string,
  behaviour: BehaviourName,
  alias?: string,
];

/** Forty partners: every type, every tier, and each behaviour at least once. */
const ENTRIES: readonly Entry[] = [
  ['Cinderpeak IT BV', 'reseller', 'Gold', 'EMEA', 'discounting', 'Cinderpeak'],
  ['Alderbrook Systems GmbH', 'reseller', 'Platinum', 'EMEA', 'star', 'Alderbrook'],
  ['Brightwater Solutions Ltd', 'reseller', 'Gold', 'EMEA', 'solid', 'Brightwater UK'],
  ['Lanternfish Media LLC', 'affiliate', 'Silver', 'Americas', 'refunds', 'Lanternfish'],
  ['Ironleaf Computing GmbH', 'reseller', 'Registered', 'EMEA', 'fresh'],
  ['Marigold Deals Ltd', 'affiliate', 'Registered', 'EMEA', 'spike', 'Marigold Vouchers'],
  ['Tamarind Introductions', 'referral', 'Silver', 'APAC', 'silent'],
  ['Harrowfen Digital Ltd', 'reseller', 'Silver', 'EMEA', 'slow'],
  ['Ottercreek Guild', 'community', 'Registered', 'Americas', 'unmeasured'],
  ['Emberline Networks Inc.', 'reseller', 'Gold', 'Americas', 'dropping', 'Emberline'],
  ['Fernhollow Technologies AB', 'reseller', 'Silver', 'EMEA', 'untrained'],
  ['Ala de Cristal Software SL', 'reseller', 'Silver', 'EMEA', 'improving'],
  ['Colombier Données SARL', 'reseller', 'Silver', 'EMEA', 'average'],
  ['Kestrel Point Services Oy', 'reseller', 'Registered', 'EMEA', 'average'],
  ['Nettlewood Reviews', 'affiliate', 'Silver', 'EMEA', 'unruly'],
  ['Opalbridge Coupons GmbH', 'affiliate', 'Silver', 'EMEA', 'affiliate'],
  ['Pinecrag Compare Ltd', 'affiliate', 'Gold', 'EMEA', 'affiliate', 'Pinecrag'],
  ['Quillmarsh Content', 'affiliate', 'Registered', 'APAC', 'affiliate'],
  ['Rookery Finds LLC', 'affiliate', 'Registered', 'Americas', 'dormant'],
  ['Saltmere Advisors LLP', 'referral', 'Gold', 'EMEA', 'precious', 'Saltmere'],
  ['Umberfield Partners', 'referral', 'Silver', 'Americas', 'referral'],
  ['Velvetroot Network', 'referral', 'Registered', 'Americas', 'noShows'],
  ['Willowmere Referrals', 'referral', 'Silver', 'APAC', 'referral'],
  ['Yarrowfield Agency Ltd', 'agency', 'Gold', 'EMEA', 'solid'],
  ['Zinnia & Stone Creative', 'agency', 'Silver', 'EMEA', 'complaints', 'Zinnia and Stone'],
  ['Amberglass Campaigns', 'agency', 'Registered', 'Americas', 'slowLaunches'],
  ['Thistledown Brand Studio', 'agency', 'Silver', 'APAC', 'average'],
  ['Bluefathom Integrations Inc.', 'technology', 'Platinum', 'Americas', 'star', 'Bluefathom'],
  ['Copperfin Cloud', 'technology', 'Gold', 'Americas', 'technology'],
  ['Driftkey Software SAS', 'technology', 'Silver', 'EMEA', 'technology'],
  ['Elmspire Analytics', 'technology', 'Silver', 'APAC', 'technology'],
  ['Foxtail Automation KK', 'technology', 'Registered', 'APAC', 'slowLaunches'],
  ['Granitebay Distribution SpA', 'distributor', 'Platinum', 'EMEA', 'distributor', 'Granitebay'],
  ['Hollowreed Wholesale BV', 'distributor', 'Gold', 'EMEA', 'distributor'],
  ['Inkberry Supply Co.', 'distributor', 'Silver', 'Americas', 'complaints'],
  ['Jasperlane Consulting', 'consultant', 'Gold', 'EMEA', 'precious'],
  ['Knotwood Advisory', 'consultant', 'Silver', 'Americas', 'average'],
  ['Larkfield Transformation GmbH', 'consultant', 'Silver', 'EMEA', 'improving'],
  ['Mossgate Associates', 'consultant', 'Registered', 'APAC', 'silent'],
  ['Nightjar User Group', 'community', 'Registered', 'EMEA', 'referral'],
];

/** Partners that do not trade in euros. */
const CURRENCIES: Readonly<Record<string, string>> = {
  'Copperfin Cloud': 'USD',
  'Pinecrag Compare Ltd': 'GBP',
  'Foxtail Automation KK': 'JPY',
};

const slug = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(gmbh|ltd|llc|llp|inc|bv|ab|sl|sarl|sas|spa|oy|kk|co)\b\.?/g, '')
    .replace(/[^a-z]+/g, '');

/** A name that no directory knows; one deal of the demo CRM carries it. */
export const UNKNOWN_PARTNER = 'Zephyrline Alliance';

export const samplePartners: readonly SamplePartner[] = ENTRIES.map(
  ([name, type, tier, region, behaviour, alias], index) => {
    const id = `P-${String(index + 1).padStart(3, '0')}`;
    return {
      id,
      name,
      type,
      tier,
      region,
      manager: `Channel team ${region}`,
      domain: `${slug(name)}.example`,
      aliases: alias ? [alias] : [],
      crmId: `demo:${id}`,
      currency: CURRENCIES[name] ?? 'EUR',
      behaviour,
    };
  },
);

/** @returns the first partner with that behaviour */
export function partnerLike(behaviour: BehaviourName): SamplePartner {
  const found = samplePartners.find((partner) => partner.behaviour === behaviour);
  if (!found) throw new RangeError(`No sample partner behaves like "${behaviour}".`);
  return found;
}
