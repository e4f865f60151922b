import { isoDay } from './calendar';
import { samplePartners } from './partners';
import { pickedDeals } from './picked';
import { campaignRows, interactionRows, textRows, trafficRows, webinarRows } from './rows/campaigns';
import { commerceRows } from './rows/commerce';
import { auditRows, violationRows } from './rows/conduct';
import { allDeals, dealRows, type SampleDeal, stageRows } from './rows/deals';
import { directVoices, holdoutRows } from './rows/experiments';
import { costRows, goalRows } from './rows/money';
import { contributionRows, conversationRows, nurtureRows, relationshipRows } from './rows/network';
import { leadRows, surveyRows, trainingRows } from './rows/people';
import { inOwnCurrency, rateRows } from './rows/rates';
import { directCustomers, recurringRows } from './rows/recurring';
import { buyerTouchRows } from './rows/touches';
import { fieldCheckRows, meetingRows, milestoneRows, touchRows } from './rows/work';
import { defaultOptions, type GeneratorOptions, type Row } from './world';

export interface SampleData {
  options: GeneratorOptions;
  partners: Row[];
  /** Fact table id -> rows. */
  tables: Record<string, Row[]>;
  /** The hand-picked deals first (D-0001 ...), then the others by age (D-0101 ...). */
  deals: SampleDeal[];
}

/** Rows that an importer must refuse, one reason each, so that the list of bad rows has something to show. */
function badLeads(asOfDay: number): Row[] {
  return [
    { lead: 'L-BAD-1', name: 'Lead without a day', partner: 'Alderbrook', created: 'last week' },
    { lead: null, name: 'Lead without an id', partner: 'Alderbrook', created: isoDay(asOfDay - 9) },
    { lead: 'L-BAD-3', name: 'Lead of a month 13', partner: 'Alderbrook', created: '2025-13-04' },
  ];
}

/**
 * Makes two years of a partner programme.
 * @param options `asOfDay` is required; the same options give the same data
 */
export function generate(options: Partial<GeneratorOptions> & { asOfDay: number }): SampleData {
  const full: GeneratorOptions = { ...defaultOptions, ...options };
  const picked = pickedDeals(full);
  const others = allDeals(full);
  others.forEach((deal, index) => {
    deal.id = `D-${String(index + 101).padStart(4, '0')}`;
  });
  const deals = [...picked, ...others];
  const { orders, refunds, disputes, tickets } = commerceRows(full);
  const leads = leadRows(full);
  const nurture = nurtureRows(full, leads);
  const [recurring, direct, voices] = [recurringRows(full), directCustomers(full), directVoices(full)];
  const tables: Record<string, Row[]> = {
    deals: dealRows(deals, full),
    stage_changes: stageRows(deals),
    leads: [...leads, ...badLeads(full.asOfDay)],
    orders,
    refunds,
    disputes,
    tickets,
    surveys: [...surveyRows(full), ...voices.surveys],
    trainings: trainingRows(full),
    touches: [...touchRows(full, deals), ...nurture.touches, ...buyerTouchRows(full, deals, leads)],
    lead_activities: nurture.activities,
    meetings: meetingRows(full, deals),
    milestones: milestoneRows(full),
    field_checks: fieldCheckRows(full, deals),
    audits: auditRows(full),
    violations: violationRows(full),
    costs: costRows(full, deals),
    goals: goalRows(full, deals),
    campaigns: campaignRows(full),
    traffic: trafficRows(full),
    webinars: webinarRows(full),
    texts: [...textRows(full), ...voices.texts],
    interactions: interactionRows(full),
    contributions: contributionRows(full),
    relationships: relationshipRows(full),
    conversations: conversationRows(full, deals),
    customers: [...recurring.customers, ...direct.customers],
    subscriptions: [...recurring.subscriptions, ...direct.subscriptions],
    integrations: [...recurring.integrations, ...direct.integrations],
    holdouts: holdoutRows(full),
    rates: rateRows(full),
  };
  return {
    options: full,
    deals,
    partners: samplePartners.map((partner) => ({
      id: partner.id,
      name: partner.name,
      type: partner.type,
      tier: partner.tier,
      region: partner.region,
      manager: partner.manager,
      domains: partner.domain,
      aliases: partner.aliases.join('; '),
      crm_ids: partner.crmId,
    })),
    tables: Object.fromEntries(Object.entries(tables).map(([id, rows]) => [id, inOwnCurrency(id, rows)])),
  };
}
