import { linkColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'violations',
  name: 'Policy violations',
  description: 'One row per violation of brand or programme policy.',
  identity: ['violation'],
  date: 'occurred',
  columns: {
    violation: {
      kind: 'key',
      domain: 'violation',
      label: 'Violation id',
      description: 'Id of the violation.',
      required: true,
      aliases: ['violation', 'violation id', 'incident id', 'id'],
    },
    partner: partnerColumn,
    occurred: {
      kind: 'day',
      label: 'Occurred',
      description: 'Day it was found.',
      required: true,
      aliases: ['violation date', 'found at', 'date', 'incident date'],
    },
    severity: {
      kind: 'number',
      label: 'Severity',
      description: '1 minor, 3 major, 9 critical.',
      aliases: ['points', 'level'],
    },
    confirmed: {
      kind: 'flag',
      label: 'Confirmed',
      description: 'Yes once confirmed; only confirmed ones count.',
      aliases: ['is confirmed', 'status'],
      synonyms: { confirmed: 'yes', rejected: 'no', open: 'no' },
    },
    resolved: {
      kind: 'day',
      label: 'Resolved',
      description: 'Day it was put right.',
      aliases: ['resolved at', 'closed at', 'fixed at'],
    },
    kind: {
      kind: 'category',
      domain: 'violation-kind',
      label: 'Kind',
      description: 'What was violated.',
      aliases: ['violation type', 'type', 'policy'],
    },
    link: linkColumn,
  },
};
