import { above, any, atMost, isMissing, leave, minus, named, over } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

/** Share of the list price; as the warning limit of the discount rate. */
const CAP = 0.15;

export const definition: KpiDefinition = {
  id: 'discount-over-cap',
  code: 'K11c',
  name: 'Deals above the discount cap',
  question: 'How often does this partner sell below what discount policy allows?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'won deals' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Won deals of the window whose discount on the list price is above 15 %, over won deals with both prices, each deal counting the same. For another cap copy it as a KPI of your own.',
  excludes: 'Deals without a net or a list price above 0, test records.',
  sourceOfRecord: 'CRM or CPQ, prices',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'deals',
      date: 'closed',
      where: won,
      leaveOut: [
        leave('no net or list price', any(isMissing('amount'), isMissing('list_amount'))),
        leave('list price not above 0', atMost('list_amount', 0)),
      ],
      undated: 'no close date',
      needs: ['list_amount'],
    },
    success: named(
      'its discount is above 15 % of the list price',
      above(over(minus('list_amount', 'amount'), 'list_amount'), CAP),
    ),
  },
};
