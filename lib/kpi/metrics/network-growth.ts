import { part, partOr, quotientOf } from '../build';
import { networkAtStart, newRelationships } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'network-growth',
  code: 'K44b',
  name: 'Network growth',
  question: 'How fast does our network grow through this partner?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'relationships at the start' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'New relevant people and organisations first seen through the partner in the window, over those it had brought before the window began.',
  excludes: 'As for network expansion; a network that was empty at the start has no growth.',
  sourceOfRecord: 'CRM or event lists',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'composite',
    parts: {
      fresh: { formula: { kind: 'count', rows: newRelationships } },
      network: { formula: { kind: 'count', rows: networkAtStart } },
    },
    value: quotientOf(partOr('fresh', 0), part('network')),
    n: 'network',
    over: { numerator: 'fresh', denominator: 'network' },
  },
};
