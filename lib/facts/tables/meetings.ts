import { dealColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'meetings',
  name: 'Meetings',
  description: 'One row per scheduled meeting.',
  identity: ['meeting'],
  date: 'scheduled',
  columns: {
    meeting: {
      kind: 'key',
      domain: 'meeting',
      label: 'Meeting id',
      description: 'Id of the meeting.',
      required: true,
      aliases: ['meeting', 'meeting id', 'event id', 'id'],
    },
    partner: partnerColumn,
    deal: { ...dealColumn, aliases: ['deal', 'deal id', 'opportunity id', 'opportunity'] },
    scheduled: {
      kind: 'minute',
      ahead: true,
      label: 'Scheduled',
      description: 'When it was to start.',
      required: true,
      aliases: ['scheduled for', 'start', 'start time', 'meeting date', 'date'],
    },
    kind: {
      kind: 'category',
      domain: 'meeting-kind',
      label: 'Kind',
      description: 'Demo with a prospect, joint planning with the partner, or another meeting.',
      values: ['demo', 'planning', 'other'],
      synonyms: {
        'product demo': 'demo',
        qbr: 'planning',
        'joint planning': 'planning',
        'business review': 'planning',
        'follow up': 'other',
        followup: 'other',
      },
      aliases: ['meeting type', 'type'],
    },
    outcome: {
      kind: 'category',
      domain: 'meeting-outcome',
      label: 'Outcome',
      description: 'Held, no-show, cancelled or moved before the start.',
      values: ['held', 'no-show', 'cancelled', 'moved'],
      synonyms: {
        completed: 'held',
        attended: 'held',
        'no show': 'no-show',
        noshow: 'no-show',
        missed: 'no-show',
        canceled: 'cancelled',
        rescheduled: 'moved',
      },
      aliases: ['status', 'meeting outcome', 'result'],
    },
  },
};
