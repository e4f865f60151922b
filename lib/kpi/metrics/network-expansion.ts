import { newRelationships } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'network-expansion',
  code: 'K44',
  name: 'Network expansion',
  question: 'How many people and organisations do we know through this partner that we did not know before?',
  dimension: 'network',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'relationships' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Relevant people and organisations first seen through the partner in the window; relevant is what the column “Relevant” says yes to. A person counts once.',
  excludes:
    'People and organisations that our CRM had before, that are not relevant or of unknown relevance, that came another way or of which that is not known.',
  sourceOfRecord: 'CRM or event lists',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'count',
    rows: newRelationships,
  },
};
