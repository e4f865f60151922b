import { currencyColumn, dealColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'costs',
  name: 'Costs and payouts',
  description:
    'One row per cost of the partnership; costs of sales and marketing in general name no partner.',
  identity: ['cost'],
  date: 'spent',
  columns: {
    cost: {
      kind: 'key',
      domain: 'cost',
      label: 'Cost id',
      description: 'Id of the booking.',
      aliases: ['cost', 'cost id', 'payout id', 'invoice', 'id'],
    },
    partner: partnerColumn,
    deal: { ...dealColumn, aliases: ['deal', 'deal id', 'opportunity id'] },
    spent: {
      kind: 'day',
      label: 'Spent',
      description: 'Day of the cost.',
      required: true,
      aliases: ['date', 'spend date', 'paid at', 'payout date', 'booked at'],
    },
    kind: {
      kind: 'category',
      domain: 'cost-kind',
      label: 'Kind',
      description:
        'Commission, SPIFF, cashback, MDF, hours, tools, legal; sales and marketing for what the company spends besides.',
      values: [
        'commission',
        'spiff',
        'cashback',
        'mdf',
        'hours',
        'tools',
        'legal',
        'sales',
        'marketing',
        'other',
      ],
      synonyms: {
        payout: 'commission',
        incentive: 'commission',
        'market development fund': 'mdf',
        labour: 'hours',
        software: 'tools',
      },
      aliases: ['type', 'cost type', 'category'],
    },
    amount: {
      kind: 'money',
      label: 'Amount',
      description: 'Cost.',
      required: true,
      aliases: ['value', 'cost amount', 'payout', 'spend'],
    },
    hours: {
      kind: 'number',
      label: 'Hours',
      description: 'Hours worked, for the kind “hours”.',
      aliases: ['hours worked'],
    },
    currency: currencyColumn,
  },
};
