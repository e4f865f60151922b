import {
  all,
  any,
  anyOf,
  atLeast,
  below,
  day,
  daysBetween,
  equal,
  exists,
  itsPartner,
  leave,
  named,
} from '../build';
import type { KpiDefinition } from '../define';
import { decided, openDeal, partnerTouch, sourced } from '../fragments';

export const definition: KpiDefinition = {
  id: 'pipeline-influenced',
  code: 'K04',
  name: 'Pipeline influenced',
  question: 'In how much pipeline did this partner take part without having sourced it?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'info',
  kind: 'leading',
  depth: 'surface',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'opportunities' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Amount of opportunities with at least one touch of this partner within the lookback of the attribution settings (180 days unless set) before the as-of day, open at that day or closed in the quarter; each opportunity once.',
  excludes:
    'Opportunities that this partner sourced, touches of our own campaigns, touches after the deal was won or lost, test records. Never added to pipeline created: the same deal may count for several partners.',
  sourceOfRecord: 'CRM, opportunities and activities',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 4,
  source: 'https://gettriad.io/glossary/influence-revenue',
  formula: {
    kind: 'sum',
    rows: {
      table: 'touches',
      date: null,
      where: all(
        named(
          'it lies within the lookback of the attribution settings',
          atLeast(daysBetween(day('lookbackStart'), 'at'), 0),
        ),
        partnerTouch,
        exists({
          table: 'deals',
          key: 'deal',
          where: any(openDeal, atLeast(daysBetween(day('quarterStart'), 'closed'), 0)),
        }),
      ),
      leaveOut: [
        leave(
          'sourced by the partner',
          all(
            exists({ table: 'deals', key: 'deal', where: sourced }),
            equal(anyOf({ table: 'deals', key: 'deal' }, itsPartner), itsPartner),
          ),
        ),
        leave(
          'touched after it closed',
          all(
            exists({ table: 'deals', key: 'deal', where: decided }),
            below(daysBetween('at', anyOf({ table: 'deals', key: 'deal' }, 'closed')), 0),
          ),
        ),
      ],
      once: { column: 'deal', same: 'same opportunity' },
    },
    value: anyOf({ table: 'deals', key: 'deal' }, 'amount'),
    missing: 'no amount',
  },
};
