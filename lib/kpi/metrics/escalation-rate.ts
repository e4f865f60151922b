import { yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'escalation-rate',
  code: 'K25',
  name: 'Escalation rate',
  question: 'How often does support for this partner’s customers escalate?',
  dimension: 'trust',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 30, of: 'tickets' },
  limit: { basis: 'absolute', warn: 0.1, fail: 0.15 },
  weight: 1,
  gate: false,
  includes: 'Escalated tickets over all tickets opened in the window.',
  excludes: 'Test records.',
  sourceOfRecord: 'Help desk',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 1,
  source: 'https://kpiexamples.operately.com/customer-service/escalation-rate',
  formula: {
    kind: 'proportion',
    rows: { table: 'tickets', date: 'opened', needs: ['escalated'] },
    success: yes('escalated'),
  },
};
