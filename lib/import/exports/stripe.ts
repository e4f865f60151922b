/** Stripe: payments and subscriptions from the dashboard (published exports, B). Metadata is written as "<key> (metadata)". */
import type { Product } from '../export-format';

const PARTNER =
  'partner (metadata) | partner_id (metadata) | reseller (metadata) | affiliate (metadata) | referral (metadata) | partner | affiliate';

export const product: Product = {
  name: 'Stripe',
  exports: [
    {
      what: 'payments',
      table: 'orders',
      signs: ['Seller Message | Captured', 'Amount Refunded', 'Created (UTC) | Created date (UTC)'],
      columns: {
        order: 'id',
        ordered: 'Created (UTC) | Created date (UTC)',
        amount: 'Amount',
        currency: 'Currency',
        customer: 'Customer ID | Customer Email',
        partner: PARTNER,
      },
      ignore:
        'Converted Amount | Converted Currency | Fee | Tax | Mode | Status | Invoice ID | Customer Description | Description',
    },
    {
      what: 'subscriptions',
      table: 'customers',
      signs: [
        'Customer ID',
        'Plan | Product',
        'Canceled At (UTC) | Ended At (UTC)',
        'Start Date (UTC) | Start (UTC) | Created (UTC)',
      ],
      columns: {
        customer: 'Customer ID',
        name: 'Customer Name | Customer Description',
        started: 'Start Date (UTC) | Start (UTC) | Created (UTC)',
        ended: 'Ended At (UTC) | Canceled At (UTC)',
        partner: PARTNER,
      },
      ignore:
        'id | Status | Amount | Quantity | Interval | Current Period Start (UTC) | Current Period End (UTC) | Plan | Product',
    },
  ],
};
