/** PartnerStack: names of the API's partnerships, customers, transactions and rewards (A), as its exports title them (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'PartnerStack',
  exports: [
    {
      what: 'rewards',
      table: 'costs',
      signs: [
        'Reward Key | Reward Amount',
        'Partner Key | Partner Name | partner_key',
        'Created At | Reward Created At',
      ],
      columns: {
        cost: 'Reward Key | Key',
        partner: 'Partner Key | Partner Name | Partner Email',
        spent: 'Reward Created At | Created At',
        amount: 'Reward Amount | Amount',
        currency: 'Currency',
      },
      constants: { kind: 'commission' },
    },
    {
      what: 'transactions',
      table: 'orders',
      signs: [
        'Customer Key',
        'Partner Key | Partner Name',
        'Amount | Transaction Amount',
        'Transaction Key | Product Key | Category Key',
      ],
      columns: {
        order: 'Transaction Key | Key',
        partner: 'Partner Key | Partner Name | Partner Email',
        customer: 'Customer Key | Customer External Key | Customer Name',
        ordered: 'Transaction Created At | Created At | Transaction Date',
        amount: 'Transaction Amount | Amount',
        currency: 'Currency',
      },
      ignore: 'Product Key | Category Key | Amount USD',
    },
    {
      what: 'partnerships',
      table: 'partners',
      signs: ['Partner Key', 'Partner Team | Team | Group | Group Name', 'Email | Partner Email'],
      columns: {
        id: 'Partner Key',
        name: 'Partner Team | Team | Company | Company Name | Partner Name | Name',
        tier: 'Tier | Group | Group Name',
        manager: 'Partner Manager | Manager',
        codes: 'Link Key | Links | Referral Link Key',
      },
      ignore: 'Email | Partner Email | First Name | Last Name | Joined At | Stack',
    },
  ],
};
