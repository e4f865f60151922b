import { any, atMost, daysBetween, exists, isMissing, leastOf } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'refund-rate',
  code: 'K19',
  name: 'Refund rate',
  question: 'What share of this partner’s orders is refunded?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: 60,
  minimum: { n: 50, of: 'mature orders' },
  limit: { basis: 'absolute', warn: 0.04, fail: 0.05 },
  weight: 1,
  gate: true,
  includes:
    'Orders of the window that are at least 60 days old; a full or partial refund within 60 days counts, and so does a refund without a date.',
  excludes: 'Orders younger than 60 days, counted apart; test orders; each order once, whatever its lines.',
  sourceOfRecord: 'Billing or payment provider',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'https://docs.codat.io/docs/commerce-metrics',
  formula: {
    kind: 'proportion',
    rows: { table: 'orders', date: 'ordered', once: { column: 'order', same: 'same order' } },
    success: any(
      atMost(daysBetween('ordered', leastOf({ table: 'refunds', key: 'order' }, 'refunded')), 60),
      exists({ table: 'refunds', key: 'order', where: isMissing('refunded') }),
    ),
  },
};
