/** Tapfiliate: conversions; columns of its conversion file (A), column titles of the interface (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Tapfiliate',
  exports: [
    {
      what: 'conversions',
      table: 'orders',
      signs: [
        'external_id | External ID',
        'affiliate_email | Affiliate email | affiliate | Affiliate',
        'program | Program',
        'amount | Amount | Conversion amount',
      ],
      columns: {
        order: 'external_id | External ID',
        partner: 'affiliate_email | Affiliate email | affiliate | Affiliate',
        customer: 'customer_id | Customer ID',
        ordered: 'created_at | Created at | Date',
        amount: 'amount | Amount | Conversion amount',
        currency: 'currency | Currency',
      },
      ignore:
        'id | program | Program | click_date | commission_status | commission_type | commission_amount | Commission | Commission amount | Commission status | referrer | click_referrer',
    },
  ],
};
