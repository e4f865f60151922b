import { linkColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'audits',
  name: 'Content audits',
  description: 'One row per check of an audited asset or page.',
  identity: ['audit', 'asset', 'check'],
  date: 'audited',
  columns: {
    audit: {
      kind: 'key',
      domain: 'audit',
      label: 'Audit id',
      description: 'Id of the audit that the check belongs to.',
      required: true,
      aliases: ['audit', 'audit id', 'review id'],
    },
    partner: partnerColumn,
    asset: {
      kind: 'key',
      domain: 'asset',
      label: 'Asset',
      description: 'Page or asset that was checked.',
      aliases: ['page', 'creative', 'asset id', 'asset url'],
    },
    check: {
      kind: 'category',
      domain: 'audit-check',
      label: 'Check',
      description: 'What was checked.',
      aliases: ['check name', 'criterion', 'item'],
    },
    kind: {
      kind: 'category',
      domain: 'audit-kind',
      label: 'Kind',
      description: 'Content accuracy, disclosure or message consistency.',
      values: ['content', 'disclosure', 'message'],
      synonyms: {
        accuracy: 'content',
        'content accuracy': 'content',
        'message consistency': 'message',
        messaging: 'message',
      },
      aliases: ['audit type', 'type'],
    },
    audited: {
      kind: 'day',
      label: 'Audited',
      description: 'Day of the check.',
      required: true,
      aliases: ['audit date', 'checked at', 'date', 'reviewed at'],
    },
    weight: {
      kind: 'number',
      label: 'Weight',
      description: 'Weight of the check, 1 when empty.',
      aliases: ['points', 'weighting'],
    },
    passed: {
      kind: 'flag',
      label: 'Passed',
      description: 'Yes when the check passed; empty = not applicable.',
      aliases: ['result', 'pass', 'ok', 'compliant'],
      synonyms: { pass: 'yes', passed: 'yes', fail: 'no', failed: 'no' },
    },
    critical: {
      kind: 'flag',
      label: 'Critical',
      description: 'Yes when failing it caps the audit.',
      aliases: ['is critical'],
    },
    link: linkColumn,
  },
};
