import { stagesFrom } from './stages';
import type { FieldRule } from './types';

const rule = (
  part: Partial<FieldRule> & Pick<FieldRule, 'id' | 'objects' | 'fields' | 'why'>,
): FieldRule => ({
  stages: [],
  partnerTypes: [],
  crms: [],
  enabled: true,
  ...part,
});

const SELLING = ['reseller', 'distributor'];
const REFERRING = ['referral', 'affiliate'];

/**
 * Rules in force until a person changes them, most important first. Each asks only for what a KPI, an attribution or
 * a payout needs; fields that the CRM does not show are never missing.
 */
export const defaultRules: readonly FieldRule[] = [
  rule({
    id: 'deal.partner',
    objects: ['deal', 'lead'],
    fields: ['Partner', 'Reseller', 'Channel partner', 'PartnerAccountId', 'msa_partnerid'],
    why: 'without it nobody is credited',
  }),
  rule({
    id: 'deal.registration',
    objects: ['deal'],
    stages: stagesFrom('qualified'),
    partnerTypes: SELLING,
    fields: ['Deal registration no.', 'Deal registration'],
    why: 'required for resellers once qualified',
  }),
  rule({
    id: 'deal.code',
    objects: ['deal', 'lead'],
    partnerTypes: REFERRING,
    fields: ['Referral code', 'Referral source', 'Coupon code', 'Affiliate code'],
    why: 'pays out a referral',
  }),
  rule({
    id: 'deal.partner-role',
    objects: ['deal'],
    stages: stagesFrom('proposal'),
    fields: ['Partner role'],
    why: 'tells sourced from influenced',
  }),
  rule({
    id: 'deal.discount-approval',
    objects: ['deal'],
    stages: stagesFrom('negotiation'),
    partnerTypes: SELLING,
    fields: ['Discount approval'],
    why: 'discounts of resellers need approval',
  }),
  rule({
    id: 'deal.partner-contact',
    objects: ['deal'],
    stages: stagesFrom('proposal'),
    partnerTypes: [...SELLING, 'agency', 'consultant', 'technology'],
    fields: ['Partner contact'],
    why: 'someone to call before the offer',
  }),
  rule({
    id: 'deal.amount',
    objects: ['deal'],
    stages: stagesFrom('qualified'),
    fields: ['Amount', 'Deal value', 'Expected revenue'],
    why: 'pipeline and win value',
  }),
  rule({
    id: 'deal.close-date',
    objects: ['deal'],
    fields: ['Close date', 'Expected close date'],
    why: 'forecast and slipped deals',
  }),
  rule({
    id: 'deal.stage',
    objects: ['deal'],
    fields: ['Stage', 'Deal stage'],
    why: 'win rate and cycle time',
  }),
  rule({
    id: 'deal.account',
    objects: ['deal', 'lead', 'contact'],
    fields: ['Account', 'Company', 'Customer'],
    why: 'whose deal it is',
  }),
  rule({
    id: 'deal.owner',
    objects: ['deal', 'lead'],
    fields: ['Owner', 'Assigned to'],
    why: 'who answers the partner',
  }),
  rule({
    id: 'lead.email',
    objects: ['lead'],
    partnerTypes: REFERRING,
    fields: ['Email'],
    why: 'matches the lead to its referral',
  }),
  rule({
    id: 'account.owner',
    objects: ['account'],
    fields: ['Owner', 'Account owner'],
    why: 'who answers for it',
  }),
  rule({
    id: 'account.website',
    objects: ['account'],
    fields: ['Website', 'Domain'],
    why: 'matches partners by domain',
  }),
  rule({
    id: 'partner.type',
    objects: ['partner'],
    fields: ['Partner type', 'Type'],
    why: 'decides its limits and rules',
  }),
  rule({
    id: 'partner.tier',
    objects: ['partner'],
    fields: ['Partner tier', 'Tier'],
    why: 'decides its limits',
  }),
  rule({
    id: 'partner.manager',
    objects: ['partner'],
    fields: ['Partner manager', 'Channel manager', 'Owner'],
    why: 'who looks after it',
  }),
];

/** Built-in rules with a person's own in place of those with the same id, then the person's further ones. */
export function effectiveRules(own: readonly FieldRule[]): FieldRule[] {
  const byId = new Map(own.map((one) => [one.id, one]));
  const builtIn = new Set(defaultRules.map(({ id }) => id));
  return [...defaultRules.map((one) => byId.get(one.id) ?? one), ...own.filter(({ id }) => !builtIn.has(id))];
}
