import type { BehaviourName } from './behaviours';
import { partnerLike, samplePartners, UNKNOWN_PARTNER } from './partners';
import { drawOneDeal, type SampleDeal, type Stage } from './rows/deals';
import type { GeneratorOptions } from './world';

/** A record of the demo CRM chosen by hand: each shows one thing. */
export interface PickedDeal {
  id: string;
  /** Behaviour of the partner it belongs to; null = no partner on the record. */
  partner: BehaviourName | null;
  /** The partner as the record writes it, where that is not the directory's name; then it has no link. */
  writtenAs?: string;
  stage: Stage;
  /** Fields of the record that are empty. */
  empty: readonly string[];
  why: string;
}

export const picked: readonly PickedDeal[] = [
  {
    id: 'D-0001',
    partner: 'discounting',
    stage: 'Negotiation',
    empty: ['registration', 'partner_role', 'discount_approval'],
    why: 'discounts slip, and three required fields are empty',
  },
  { id: 'D-0002', partner: 'star', stage: 'Proposal', empty: [], why: 'all is well and complete' },
  {
    id: 'D-0003',
    partner: null,
    stage: 'Qualified',
    empty: ['partner', 'partner_role', 'registration', 'partner_contact'],
    why: 'no partner on the record',
  },
  {
    id: 'D-0004',
    partner: null,
    writtenAs: UNKNOWN_PARTNER,
    stage: 'Proposal',
    empty: ['registration'],
    why: 'a partner that the directory does not know',
  },
  {
    id: 'D-0005',
    partner: 'refunds',
    stage: 'Negotiation',
    empty: ['partner_contact'],
    why: 'much volume, much of it refunded',
  },
  {
    id: 'D-0006',
    partner: 'solid',
    writtenAs: 'Brightwater UK',
    stage: 'Proposal',
    empty: [],
    why: 'written under its alias, without a link',
  },
  {
    id: 'D-0007',
    partner: 'fresh',
    stage: 'Qualified',
    empty: ['registration'],
    why: 'five weeks old: too early to judge',
  },
  { id: 'D-0008', partner: 'spike', stage: 'Qualified', empty: [], why: 'a burst of orders that come back' },
  {
    id: 'D-0009',
    partner: 'silent',
    stage: 'Proposal',
    empty: ['close_date'],
    why: 'the partner stopped answering',
  },
  { id: 'D-0010', partner: 'slow', stage: 'Negotiation', empty: [], why: 'slow to contact and to answer' },
  {
    id: 'D-0011',
    partner: 'unmeasured',
    stage: 'Prospecting',
    empty: [],
    why: 'a known partner without a single fact',
  },
  { id: 'D-0012', partner: 'dropping', stage: 'Closed Lost', empty: [], why: 'wins fell four months ago' },
];

/** The picked deals as rows of the deals table; what the record does not know, its export does not know either. */
export function pickedDeals(options: GeneratorOptions): SampleDeal[] {
  return picked.map(({ id, partner, stage, empty }) => {
    const known = partner === null || partner === 'unmeasured' ? null : partnerLike(partner);
    const deal = drawOneDeal(options, id, known, stage);
    const unregistered = known === null || empty.includes('registration');
    return {
      ...deal,
      id,
      registration: unregistered ? null : deal.registration,
      registered: unregistered ? null : deal.registered,
    };
  });
}

/** Partner of a picked deal as the demo CRM shows it. */
export function pickedPartner({
  partner,
  writtenAs,
}: PickedDeal): { id: string | null; name: string } | null {
  if (writtenAs) return { id: null, name: writtenAs };
  if (partner === null) return null;
  const { id, name } = samplePartners.find(({ behaviour }) => behaviour === partner)!;
  return { id, name };
}
