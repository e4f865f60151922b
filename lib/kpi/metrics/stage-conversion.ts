import { atMost, daysBetween, firstAfter, named, not } from '../build';
import type { KpiDefinition } from '../define';
import { stageMeans } from '../fragments';

/** Days in which a deal is to move on. */
const T = 60;

export const definition: KpiDefinition = {
  id: 'stage-conversion',
  code: 'K05e',
  name: 'Stage to next stage',
  question: 'Do this partner’s deals move on from one stage to the next?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: T,
  minimum: { n: 30, of: 'mature stages entered' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  // What follows from it is scored by the leads, whose steps have dates of their own.
  weight: 0,
  gate: false,
  includes:
    'Each time a deal entered an open stage, by the day it did; success is that it entered another stage, not a lost one, on a later day within 60 days. Every open stage counts alike, and a step back, or into the same stage again, counts as one on.',
  excludes:
    'Entries younger than 60 days, counted apart; entries into won and lost stages. The stage in which a deal was first seen on a visited page makes no entry, and a deal that nobody visited again seems to stand still: with many such rows the figure is provisional.',
  sourceOfRecord: 'CRM, stage history',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source:
    'https://orm-tech.com/glossary/conversion-rate-formula/; counted over all stages is a house convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'stage_changes',
      date: 'entered',
      where: named('the stage is an open one', not(stageMeans('won', 'lost'))),
    },
    success: named(
      'the deal entered another stage, not a lost one, within 60 days',
      atMost(
        daysBetween(
          'entered',
          firstAfter(
            { table: 'stage_changes', key: 'deal', where: not(stageMeans('lost')) },
            'entered',
            'entered',
          ),
        ),
        T,
      ),
    ),
  },
};
