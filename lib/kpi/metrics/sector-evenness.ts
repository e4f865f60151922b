import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'sector-evenness',
  code: 'K62b',
  name: 'Sector diversity',
  question: 'Is the network with this partner spread over sectors, or all in one?',
  dimension: 'network',
  unit: 'ratio',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 5, of: 'organisations' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Evenness of the sectors of organisations first seen with the partner in the window: Shannon’s entropy H over ln S, its largest value for S sectors. 1 = all sectors alike. An organisation counts once.',
  excludes: 'Relationships without a sector. One sector alone has no evenness.',
  sourceOfRecord: 'CRM or event lists',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 1,
  source:
    'Shannon, Bell System Technical Journal 27 (1948) 379-423; Pielou, Journal of Theoretical Biology 13 (1966) 131-144',
  formula: {
    kind: 'evenness',
    rows: {
      table: 'relationships',
      date: 'first_seen',
      once: { column: 'organisation', same: 'same organisation' },
      needs: ['sector'],
    },
    of: 'sector',
  },
};
