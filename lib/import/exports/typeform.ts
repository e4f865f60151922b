/** Typeform: results with one column a question (published exports, B). */
import type { Product } from '../export-format';
import { RECOMMEND } from '../recommend';

export const product: Product = {
  name: 'Typeform',
  exports: [
    {
      what: 'NPS responses',
      table: 'surveys',
      signs: ['#', 'Submit Date (UTC) | Submitted At', 'Network ID | Response Type | Start Date (UTC)'],
      columns: {
        response: '#',
        answered: 'Submit Date (UTC) | Submitted At',
        customer: 'Company | company | email | Email',
        partner: 'partner | partner_name | partner_id',
      },
      patterns: { score: RECOMMEND },
      constants: { kind: 'nps' },
      ignore: 'Start Date (UTC) | Stage Date (UTC) | Network ID | Tags | Response Type | Ending',
    },
  ],
};
