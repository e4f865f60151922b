/** Crossbeam: overlaps and leads of account mapping (column titles of its report export, C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Crossbeam',
  exports: [
    {
      what: 'overlaps',
      table: 'leads',
      signs: [
        'Record Name | Account Name | Your Account',
        'Partner | Partner Name',
        'Partner Population | Partner Population Name',
        'Population | Your Population | Overlap Date | Overlap Time',
      ],
      columns: {
        lead: 'Record ID | Overlap ID | CRM ID | Account ID',
        name: 'Record Name | Account Name | Your Account',
        partner: 'Partner | Partner Name',
        customer: 'Record Name | Account Name | Your Account',
        created: 'Overlap Date | Overlap Time | First Seen | Overlap Created',
      },
      ignore:
        'Population | Your Population | Partner Population | Partner Population Name | Account Owner | Partner Account Owner | Website',
      constants: { origin: 'account mapping' },
      advice: { lead: 'In Crossbeam, add your CRM’s record id to the report’s columns.' },
    },
  ],
};
