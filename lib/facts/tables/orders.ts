import {
  currencyColumn,
  customerColumn,
  linkColumn,
  orderColumn,
  partnerColumn,
  testColumn,
} from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'orders',
  name: 'Orders',
  description: 'One row per order, or per order line where the source has lines.',
  identity: ['order', 'line'],
  date: 'ordered',
  columns: {
    order: { ...orderColumn, required: true },
    line: {
      kind: 'key',
      domain: 'order-line',
      label: 'Line',
      description: 'Line within the order; empty when a row is a whole order.',
      aliases: ['row id', 'line id', 'line number', 'item id', 'position'],
    },
    partner: partnerColumn,
    customer: customerColumn,
    ordered: {
      kind: 'day',
      label: 'Ordered',
      description: 'Day the order was placed and paid.',
      required: true,
      aliases: ['order date', 'ordered at', 'purchase date', 'created at', 'paid at', 'date', 'bestelldatum'],
    },
    amount: {
      kind: 'money',
      label: 'Amount',
      description: 'Net value.',
      aliases: ['sales', 'total', 'subtotal', 'net sales', 'order value', 'revenue', 'amount', 'value'],
    },
    list_amount: {
      kind: 'money',
      label: 'List price',
      description: 'Value before discount.',
      aliases: ['list amount', 'gross sales', 'list price'],
    },
    cost: {
      kind: 'money',
      label: 'Cost',
      description: 'Cost of what was sold.',
      aliases: ['cogs', 'cost of goods'],
    },
    profit: {
      kind: 'money',
      label: 'Profit',
      description: 'Amount less cost, where the source gives it instead of a cost.',
      aliases: ['gross profit', 'margin amount'],
    },
    discount: {
      kind: 'number',
      label: 'Discount',
      description: 'Share of the list price, 0.2 = 20 %.',
      aliases: ['discount rate', 'discount percent', 'discount %'],
    },
    currency: currencyColumn,
    link: linkColumn,
    test: testColumn,
  },
};
