/** Chargebee: exports of subscriptions and invoices, whose headers are the API's attributes with the resource in front (A). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Chargebee',
  exports: [
    {
      what: 'subscriptions',
      table: 'customers',
      signs: [
        'subscriptions.id | Subscription Id',
        'customers.id | subscriptions.customer_id | Customer Id',
        'subscriptions.started_at | Started At | subscriptions.created_at | Subscription Created At',
      ],
      columns: {
        customer: 'customers.id | subscriptions.customer_id | Customer Id',
        name: 'customers.company | customers.company_name | Customer Company | Company',
        started: 'subscriptions.started_at | Started At | subscriptions.created_at | Subscription Created At',
        ended: 'subscriptions.cancelled_at | Cancelled At',
        partner:
          'customers.cf_partner | subscriptions.cf_partner | cf_partner | customers.channel_partner | Partner',
      },
      ignore:
        'subscriptions.id | Subscription Id | subscriptions.status | Status | customers.email | subscriptions.mrr',
    },
    {
      what: 'invoices',
      table: 'orders',
      signs: [
        'invoices.id | Invoice Number',
        'invoices.total | invoices.amount_paid | Amount Paid',
        'invoices.date | Invoice Date',
      ],
      columns: {
        order: 'invoices.id | Invoice Number',
        customer: 'customers.id | invoices.customer_id | Customer Id',
        ordered: 'invoices.date | Invoice Date',
        amount: 'invoices.sub_total | Sub Total | invoices.total | Amount | Total',
        currency: 'invoices.currency_code | Currency Code | Currency',
        partner: 'customers.cf_partner | cf_partner | Partner',
      },
      ignore:
        'invoices.status | Status | invoices.amount_paid | Amount Paid | invoices.due_date | Due Date | Subscription Id',
    },
  ],
};
