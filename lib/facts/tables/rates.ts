import type { FactTable } from '../types';

const code = {
  kind: 'category',
  domain: 'currency',
  required: true,
} as const;

export const table: FactTable = {
  id: 'rates',
  name: 'Exchange rates',
  description: 'One row per day and pair of currencies; money in another currency is converted by them.',
  identity: ['day', 'from', 'to'],
  date: 'day',
  columns: {
    day: {
      kind: 'day',
      ahead: true,
      label: 'Day',
      description: 'Day of the rate; it holds until the next one.',
      required: true,
      aliases: ['date', 'rate date', 'time period', 'valid from', 'start date', 'as of'],
    },
    from: {
      ...code,
      label: 'From',
      description: 'ISO 4217 code of the currency that one unit is taken of.',
      aliases: [
        'from currency',
        'base',
        'base currency',
        'source currency',
        'currency denom',
        'currency from',
      ],
    },
    to: {
      ...code,
      label: 'To',
      description: 'ISO 4217 code of the currency in which the rate is given.',
      aliases: [
        'to currency',
        'quote',
        'quote currency',
        'counter currency',
        'target currency',
        'currency',
        'currency to',
        'currency code',
        'iso code',
      ],
    },
    rate: {
      kind: 'number',
      label: 'Rate',
      description: 'Units of the second currency for one unit of the first.',
      required: true,
      aliases: ['exchange rate', 'fx rate', 'conversion rate', 'obs value', 'value', 'mid rate'],
    },
  },
};
