import { all, column } from '../build';
import type { KpiDefinition } from '../define';
import { maybeSourced, originUnknown, won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'partner-sourced-revenue',
  code: 'K01',
  name: 'Partner-sourced revenue',
  question: 'How much revenue did deals bring that this partner originated?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 1, of: 'sales' },
  limit: null,
  weight: 1,
  gate: false,
  includes:
    'Won deals that the partner sourced: marked as sourced, or registered or referred no later than the day the deal was created. For partners without any deal: the value of their orders.',
  excludes:
    'Open and lost deals, deals sourced by someone else, deals of which nobody says who sourced them, test records. Deals and orders of one partner are never added up.',
  sourceOfRecord: 'CRM, closed-won deals; shop or billing system for partners with orders only',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://www.pedowitzgroup.com/measure-partner-sourced-vs.-partner-influenced-revenue',
  formula: {
    kind: 'either',
    of: [
      {
        kind: 'sum',
        rows: {
          table: 'deals',
          date: 'closed',
          where: all(won, maybeSourced),
          leaveOut: [originUnknown],
          undated: 'no close date',
        },
        value: column('amount'),
        missing: 'no amount',
      },
      {
        kind: 'sum',
        rows: { table: 'orders', date: 'ordered' },
        value: column('amount'),
        missing: 'no amount',
      },
    ],
  },
};
