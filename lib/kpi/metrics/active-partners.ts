import { activePartners } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'active-partners',
  code: 'K40',
  name: 'Active partners',
  question: 'Is this partner active, and how many are?',
  dimension: 'network',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'partners' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'One partner: 1 with at least one deal created or closed, lead, order, contribution to an asset or touch with a buyer in the last 90 days, else 0. The programme: how many partners have one.',
  excludes:
    'Training and certification, which are no activity; messages and meetings between us and the partner; test records. A partner of whom nothing was ever imported is not measured.',
  sourceOfRecord: 'CRM, shop and content platform',
  cadence: 'monthly',
  owner: 'Partner programme lead',
  version: 1,
  source: 'https://pro.partnerstandard.com/glossary/partner-activation',
  formula: activePartners('count'),
};
