import { all, happened, is } from '../build';
import type { KpiDefinition } from '../define';
import { notOptional } from '../fragments';

export const definition: KpiDefinition = {
  id: 'onboarding-completion',
  code: 'K33',
  name: 'Onboarding completion',
  question: 'How far is this partner’s onboarding?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'required steps' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.7 },
  weight: 1,
  gate: false,
  includes: 'Required onboarding steps that are done, over required steps.',
  excludes: 'Optional steps.',
  sourceOfRecord: 'Partner platform',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: { table: 'milestones', date: null, where: all(is('kind', 'onboarding'), notOptional) },
    success: happened('done'),
  },
};
