/** Rakuten Advertising: individual item report of an advertiser (column titles, C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Rakuten Advertising',
  exports: [
    {
      what: 'item report',
      table: 'orders',
      signs: [
        'Publisher ID | Publisher Name | Affiliate ID',
        'Order ID',
        'Transaction Date | Transaction Created On Date',
        'Process Date | Process Time | SKU | SKU Number',
      ],
      columns: {
        order: 'Order ID',
        line: 'SKU | SKU Number | Transaction ID',
        partner: 'Publisher ID | Affiliate ID | Publisher Name',
        ordered: 'Transaction Date | Transaction Created On Date',
        amount: 'Net Sales | Sales | Sale Amount | Gross Sales | Item Price',
        currency: 'Currency',
      },
      ignore:
        'Process Date | Process Time | Total Commission | Gross Commissions | Quantity | # of Items | Offer ID | Product Name',
    },
  ],
};
