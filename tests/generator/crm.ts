import { isoDay } from './calendar';
import type { SampleData } from './generate';
import { samplePartners } from './partners';
import { picked, pickedPartner } from './picked';
import { Random } from './random';
import { type SampleDeal, STAGES } from './rows/deals';
import { inCurrency } from './rows/rates';

/** A record of the demo CRM; an empty string is an empty field. */
export interface CrmDeal {
  id: string;
  name: string;
  account: string;
  partner: { id: string | null; name: string } | null;
  partner_role: string;
  registration: string;
  stage: string;
  amount: string;
  close_date: string;
  owner: string;
  discount_approval: string;
  partner_contact: string;
  notes: string;
}

export interface CrmPartner {
  id: string;
  name: string;
  type: string;
  tier: string;
  region: string;
  manager: string;
  website: string;
}

export interface CrmData {
  stages: readonly string[];
  deals: CrmDeal[];
  partners: CrmPartner[];
}

const ROLES = ['Sourced', 'Influenced', 'Fulfilment'] as const;
const NOTES = [
  'Budget confirmed, waiting for the security review.',
  'Asked for a reference of the same size.',
  'Second demo planned with the finance team.',
  '',
] as const;

const money = (amount: number, currency: string): string =>
  `${currency} ${amount.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

function record(deal: SampleDeal, random: Random): CrmDeal {
  const { partner } = deal;
  return {
    id: deal.id,
    name: deal.name,
    account: deal.account.name,
    partner: partner && { id: partner.id, name: partner.name },
    partner_role: partner ? random.pick(ROLES) : '',
    registration: deal.registration ?? '',
    stage: deal.stage,
    amount: money(inCurrency(deal.amount, partner?.currency ?? 'EUR'), partner?.currency ?? 'EUR'),
    close_date: isoDay(deal.closed ?? deal.expectedClose),
    owner: deal.owner,
    discount_approval: deal.amount < deal.listAmount * 0.88 ? `APR-${random.int(1000, 9999)}` : 'Not needed',
    partner_contact: partner ? `partnerships@${partner.domain}` : '',
    notes: random.pick(NOTES),
  };
}

/**
 * What the demo CRM shows: the hand-picked deals, then the newest others.
 * @param perStage how many deals of each stage beside the hand-picked ones
 */
export function crmData(data: SampleData, perStage = 9): CrmData {
  const random = new Random(data.options.seed).fork('crm');
  const deals = data.deals.slice(0, picked.length).map((deal, index) => {
    const pick = picked[index]!;
    const shown = { ...record(deal, random), partner: pickedPartner(pick) };
    const filled: CrmDeal = {
      ...shown,
      partner_role: shown.partner_role || 'Influenced',
      registration: shown.registration || `REG-${random.int(100_000, 999_999)}`,
      partner_contact: shown.partner_contact || 'partnerships@unknown.example',
    };
    for (const field of pick.empty) {
      if (field === 'partner') filled.partner = null;
      else filled[field as Exclude<keyof CrmDeal, 'partner'>] = '';
    }
    return filled;
  });
  // The newest deals of every stage: the board has cards in all columns.
  const rest = data.deals.slice(picked.length);
  for (const stage of STAGES)
    for (const deal of rest
      .filter((one) => one.stage === stage)
      .slice(-perStage)
      .reverse())
      deals.push(record(deal, random));
  return {
    stages: STAGES,
    deals,
    partners: samplePartners.map(({ id, name, type, tier, region, manager, domain }) => ({
      id,
      name,
      type,
      tier,
      region,
      manager,
      website: domain,
    })),
  };
}
