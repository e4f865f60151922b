import { is } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'activation-leads',
  code: 'K59',
  name: 'Activation leads',
  question: 'How many leads came from activations with this partner this quarter?',
  dimension: 'performance',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'leads' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Leads of the partner whose origin is an event, webinar, workshop, trade show, content, podcast, newsletter, community or other activation.',
  excludes: 'Leads of other or no origin, test records.',
  sourceOfRecord: 'CRM or marketing automation, lead origin',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'count',
    rows: {
      table: 'leads',
      date: 'created',
      where: is(
        'origin',
        ...['event', 'events', 'webinar', 'workshop', 'conference', 'trade show', 'tradeshow', 'content'],
        ...['co-marketing', 'podcast', 'newsletter', 'community', 'activation', 'partner activation'],
      ),
    },
  },
};
