/** CJ Affiliate: commission detail; field names of its Commission Detail API (A), column titles of the report (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'CJ Affiliate',
  exports: [
    {
      what: 'commissions',
      table: 'orders',
      signs: [
        'Publisher ID | publisherId | PID | Publisher CID | Publisher Name | publisherName',
        'Posting Date | postingDate',
        'Event Date | eventDate',
        'Order ID | orderId',
      ],
      columns: {
        order: 'Order ID | orderId',
        partner: 'Publisher ID | publisherId | Publisher CID | Publisher Name | publisherName | PID',
        ordered: 'Event Date | eventDate',
        amount:
          'Sale Amount | saleAmountAdvCurrency | saleAmountUsd | Sale Amount (USD) | Sale Amount (Advertiser Currency)',
        currency: 'Currency | Advertiser Currency',
      },
      ignore:
        'Posting Date | postingDate | Commission ID | commissionId | Website ID | Website Name | Action Status | Commission | Publisher Commission | Original Action ID',
    },
  ],
};
