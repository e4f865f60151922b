import { customerColumn, dealColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'touches',
  name: 'Touches and messages',
  description: 'One row per interaction: with the partner, or of the partner with a buyer.',
  identity: ['touch'],
  date: 'at',
  columns: {
    touch: {
      kind: 'key',
      domain: 'touch',
      label: 'Touch id',
      description: 'Id of the interaction.',
      aliases: ['touch', 'touch id', 'activity id', 'event id', 'id'],
    },
    partner: partnerColumn,
    deal: { ...dealColumn, aliases: ['deal', 'deal id', 'opportunity id', 'opportunity'] },
    lead: {
      kind: 'key',
      domain: 'lead',
      label: 'Lead id',
      description: 'Lead that was touched.',
      aliases: ['lead id', 'lead'],
    },
    customer: customerColumn,
    at: {
      kind: 'minute',
      label: 'At',
      description: 'When it happened.',
      required: true,
      aliases: ['date', 'timestamp', 'occurred at', 'activity date', 'created at', 'sent at'],
    },
    replied: {
      kind: 'minute',
      label: 'Replied',
      description: 'When the partner answered our message.',
      aliases: ['replied at', 'reply at', 'response at'],
    },
    kind: {
      kind: 'category',
      domain: 'touch-kind',
      label: 'Kind',
      description: 'Call, email, meeting, event, referral, introduction ...',
      aliases: ['type', 'activity type', 'channel', 'touch type'],
    },
    direction: {
      kind: 'category',
      domain: 'touch-direction',
      label: 'Direction',
      description: 'Ours to the partner, theirs to us, both ways, or partner to buyer.',
      values: ['outbound', 'inbound', 'two-way', 'buyer'],
      synonyms: {
        out: 'outbound',
        sent: 'outbound',
        in: 'inbound',
        received: 'inbound',
        both: 'two-way',
        meeting: 'two-way',
      },
      aliases: ['in out'],
    },
  },
};
