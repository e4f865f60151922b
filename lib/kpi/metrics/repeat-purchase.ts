import { any, atMost, daysBetween, isFirst, isMissing, leave, secondOf } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'repeat-purchase',
  code: 'K21',
  name: 'Repeat purchase within 90 days',
  question: 'Do customers from this partner buy again?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 90,
  minimum: { n: 50, of: 'mature new customers' },
  limit: { basis: 'programme', warn: 0.85, fail: 0.7 },
  weight: 1,
  gate: false,
  includes:
    'Customers by their first order, which came through the partner at least 90 days ago; success is another order by anyone within 90 days.',
  excludes:
    'Customers whose first order is younger than 90 days, counted apart; orders that name no customer; test orders.',
  sourceOfRecord: 'Shop or billing system',
  cadence: 'monthly',
  owner: 'Data analyst',
  version: 1,
  source:
    'https://ecommercefastlane.com/3-important-ecommerce-metrics-that-are-not-visits-conversion-rate-and-aov-strategy/',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'orders',
      date: 'ordered',
      where: any(isFirst('customer', 'ordered'), isMissing('customer')),
      leaveOut: [leave('no customer', isMissing('customer'))],
    },
    success: atMost(
      daysBetween('ordered', secondOf({ table: 'orders', key: 'customer' }, 'ordered', 'order')),
      90,
    ),
  },
};
