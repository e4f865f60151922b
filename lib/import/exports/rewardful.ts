/** Rewardful: referred customers with the affiliate that each is attributed to; columns of its customer file (A). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Rewardful',
  exports: [
    {
      what: 'referred customers',
      table: 'customers',
      signs: [
        'stripe_customer_id | Stripe Customer ID',
        'email | Affiliate Email',
        'token | paypal_email | wise_email | Affiliate PayPal Email | Affiliate First Name',
      ],
      columns: {
        customer: 'stripe_customer_id | Stripe Customer ID',
        partner: 'email | Affiliate Email',
      },
      ignore:
        'first_name | last_name | paypal_email | wise_email | token | Affiliate First Name | Affiliate Last Name | Affiliate PayPal Email',
    },
  ],
};
