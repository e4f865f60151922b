import { isMissing, isSet, leave, named, secondOf } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'co-creation',
  code: 'K43',
  name: 'Co-creation rate',
  question: 'Do we make things together with this partner and others?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 5, of: 'assets' },
  limit: { basis: 'absolute', warn: 0.3, fail: 0.1 },
  weight: 1,
  gate: false,
  includes:
    'Campaign assets with contributions of at least two organisations, over campaign assets with a contribution in the window.',
  excludes:
    'Contributions that name no organisation. An asset counts once, by its contributions at any time.',
  sourceOfRecord: 'Content platform',
  cadence: 'quarterly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention, by analogy to https://taglab.net/marketing-metrics/user-generated-content-rate/',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'contributions',
      date: 'contributed',
      leaveOut: [leave('no organisation', isMissing('organisation'))],
      once: { column: 'asset', same: 'same asset' },
      needs: ['organisation'],
    },
    success: named(
      'the asset has contributions of a second organisation',
      isSet(secondOf({ table: 'contributions', key: 'asset' }, 'contributed', 'organisation')),
    ),
  },
};
