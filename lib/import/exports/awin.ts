/** Awin: transactions of an advertiser; names of its API (B, many clients), column titles of the interface's export (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Awin',
  exports: [
    {
      what: 'transactions',
      table: 'orders',
      signs: [
        'Publisher ID | publisherId | Publisher | Publisher Name | siteName',
        'Commission Status | commissionStatus | Commission Group | Commission | Total Commission',
        'Transaction Date | transactionDate',
        'Sale Amount | saleAmount | saleAmount.amount | saleAmount amount',
      ],
      columns: {
        order: 'Order Reference | Order Ref | orderRef | Transaction ID | transactionId | id',
        partner: 'Publisher ID | publisherId | Publisher | Publisher Name | siteName',
        ordered: 'Transaction Date | transactionDate',
        amount: 'Sale Amount | saleAmount | saleAmount.amount | saleAmount amount',
        currency: 'Currency | saleAmount.currency | saleAmount currency',
        customer: 'Customer ID',
      },
      ignore:
        'url | advertiserId | Advertiser ID | commissionSharingPublisherId | Click Date | clickDate | Validation Date | validationDate | Commission | commissionAmount.amount | voucherCode | Status | type',
    },
  ],
};
