/** Allbound: prospects and deals that partners register (labels of its interface, C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Allbound',
  exports: [
    {
      what: 'deal registrations',
      table: 'deals',
      signs: [
        'Prospect ID | Prospect | Prospect Name',
        'Partner | Partner Company',
        'Deal Value | Deal Stage | Deal Registration Status',
      ],
      columns: {
        deal: 'Deal ID | Prospect ID | ID',
        name: 'Deal Name | Prospect Name | Prospect',
        partner: 'Partner | Partner Company',
        customer: 'Company | Prospect Company',
        stage: 'Deal Stage | Stage',
        amount: 'Deal Value | Value',
        registered: 'Date Registered | Registered | Submitted',
        created: 'Date Created | Created',
        expected_close: 'Expected Close Date | Est. Close Date',
      },
      ignore: 'Deal Registration Status | Status | Email | Phone',
    },
  ],
};
