import { currencyColumn, orderColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'refunds',
  name: 'Refunds and returns',
  description: 'One row per refund or returned order; the order gives the partner.',
  identity: ['refund', 'order'],
  date: 'refunded',
  columns: {
    refund: {
      kind: 'key',
      domain: 'refund',
      label: 'Refund id',
      description: 'Id of the refund; empty when the source lists returned orders only.',
      aliases: ['refund', 'refund id', 'return id', 'credit note'],
    },
    order: { ...orderColumn, required: true },
    partner: partnerColumn,
    refunded: {
      kind: 'day',
      label: 'Refunded',
      description: 'Day of the refund.',
      aliases: ['refund date', 'return date', 'refunded at', 'date'],
    },
    amount: {
      kind: 'money',
      label: 'Amount',
      description: 'Refunded value; empty = the whole order.',
      aliases: ['refund amount', 'refunded amount', 'return value'],
    },
    reason: {
      kind: 'text',
      domain: 'refund-reason',
      label: 'Reason',
      description: 'Why it was refunded.',
      aliases: ['refund reason', 'return reason', 'returned'],
    },
    currency: currencyColumn,
  },
};
