import { partnerColumn, testColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'holdouts',
  name: 'Holdout tests',
  description:
    'One row per arm of a test in which part of an audience was kept from a partner: how many there were, and how many became customers.',
  identity: ['experiment', 'partner', 'arm', 'measured'],
  date: 'measured',
  columns: {
    experiment: {
      kind: 'key',
      domain: 'experiment',
      label: 'Test',
      description: 'Name or id of the test; both of its arms carry the same one.',
      required: true,
      aliases: ['experiment name', 'experiment id', 'holdout test', 'lift study', 'incrementality test'],
    },
    partner: partnerColumn,
    arm: {
      kind: 'category',
      domain: 'holdout-arm',
      label: 'Arm',
      description: 'Exposed to the partner, or kept from it (holdout), by lot.',
      required: true,
      values: ['exposed', 'holdout'],
      synonyms: {
        treatment: 'exposed',
        treated: 'exposed',
        test: 'exposed',
        variant: 'exposed',
        control: 'holdout',
        'control group': 'holdout',
        'held out': 'holdout',
        unexposed: 'holdout',
        kontrollgruppe: 'holdout',
        'groupe temoin': 'holdout',
        'grupo de control': 'holdout',
      },
      aliases: ['test arm', 'experiment group', 'holdout group', 'exposure'],
    },
    measured: {
      kind: 'day',
      label: 'Measured',
      description: 'Day up to which the arm’s customers were counted.',
      required: true,
      aliases: ['measured on', 'measurement date', 'test end', 'experiment end'],
    },
    audience: {
      kind: 'number',
      label: 'Audience',
      description: 'People or companies in the arm.',
      aliases: ['audience size', 'arm size', 'group size', 'population'],
    },
    converted: {
      kind: 'number',
      label: 'Converted',
      description: 'How many of them became customers.',
      aliases: ['conversions', 'converted customers', 'new customers'],
    },
    test: testColumn,
  },
};
