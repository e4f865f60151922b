import { all, coalesce, greatestOf, is, isMissing, leave, named, no, unequal, when, yes } from '../build';
import type { KpiDefinition } from '../define';

const content = is('kind', 'content');
const weight = named('the weight of the check (1 when empty)', coalesce('weight', 1));
/** Last day of the row's own audit, and of any content audit of the partner. */
const lastOfAudit = greatestOf(
  { table: 'audits', key: 'audit', samePartner: true, where: content },
  'audited',
);
const lastOfPartner = greatestOf({ table: 'audits', key: 'partner', where: content }, 'audited');

export const definition: KpiDefinition = {
  id: 'content-accuracy',
  code: 'K30',
  name: 'Content accuracy',
  question: 'Is what this partner says about us right?',
  dimension: 'trust',
  unit: 'score',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 180 },
  maturityDays: null,
  minimum: { n: 10, of: 'checks' },
  limit: { basis: 'absolute', warn: 85, fail: 70 },
  weight: 1,
  gate: false,
  includes:
    'Weight of passed checks over weight of applicable checks, times 100, of the partner’s last content audit in the window (audits that end on the same day count together); a check without a weight weighs 1. A failed critical check caps the score at 59.',
  excludes: 'Earlier audits, checks that do not apply, disclosure and message checks.',
  sourceOfRecord: 'Content audits',
  cadence: 'quarterly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'ratio',
    rows: {
      table: 'audits',
      date: 'audited',
      where: content,
      leaveOut: [
        leave('earlier audit', unequal(lastOfAudit, lastOfPartner)),
        leave('check does not apply', isMissing('passed')),
      ],
    },
    numerator: when(yes('passed'), weight, 0),
    denominator: weight,
    missing: 'no weight',
    times: 100,
    cap: { when: all(yes('critical'), no('passed')), at: 59 },
  },
};
