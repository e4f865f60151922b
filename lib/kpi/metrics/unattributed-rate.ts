import { all, exists, isMissing } from '../build';
import type { KpiDefinition } from '../define';
import { partnerTouch } from '../fragments';

export const definition: KpiDefinition = {
  id: 'unattributed-rate',
  code: 'K76',
  name: 'Unattributed deals',
  question: 'How many deals that this partner touched carry no partner?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 10, of: 'touched deals' },
  limit: { basis: 'absolute', warn: 0.1, fail: 0.25 },
  weight: 1,
  gate: false,
  includes:
    'Deals that the partner touched in the quarter and whose partner field is empty, over deals it touched.',
  excludes: 'Touches of our own campaigns, touches that name no deal, or a deal that was not imported.',
  sourceOfRecord: 'CRM, partner field and activities',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'touches',
      date: 'at',
      where: all(partnerTouch, exists({ table: 'deals', key: 'deal' })),
      once: { column: 'deal', same: 'same deal' },
    },
    success: exists({ table: 'deals', key: 'deal', where: isMissing('partner') }),
  },
};
