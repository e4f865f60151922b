import { currencyColumn, orderColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'disputes',
  name: 'Chargebacks',
  description: 'One row per disputed payment.',
  identity: ['dispute', 'order'],
  date: 'disputed',
  columns: {
    dispute: {
      kind: 'key',
      domain: 'dispute',
      label: 'Dispute id',
      description: 'Id of the dispute.',
      aliases: ['dispute', 'dispute id', 'chargeback id', 'case id'],
    },
    order: { ...orderColumn, required: true },
    partner: partnerColumn,
    disputed: {
      kind: 'day',
      label: 'Disputed',
      description: 'Day the dispute was opened.',
      aliases: ['dispute date', 'chargeback date', 'created', 'date'],
    },
    amount: {
      kind: 'money',
      label: 'Amount',
      description: 'Disputed value.',
      aliases: ['dispute amount', 'chargeback amount'],
    },
    fee: {
      kind: 'money',
      label: 'Fee',
      description: 'Fee charged for the dispute.',
      aliases: ['chargeback fee', 'dispute fee'],
    },
    currency: currencyColumn,
  },
};
