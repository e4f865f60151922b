/** Delighted: survey responses; field names of its API (A), column titles of the CSV (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Delighted',
  exports: [
    {
      what: 'responses',
      table: 'surveys',
      signs: [
        'Score',
        'Comment',
        'Permalink | Survey Type | survey_type',
        'Created At | Survey Response Created At | created_at',
      ],
      columns: {
        response: 'Response ID | Survey Response ID | ID',
        score: 'Score',
        answered: 'Created At | Survey Response Created At | created_at',
        kind: 'Survey Type | survey_type',
        customer: 'Company | Company Name | Email | Person Email',
        partner: 'Partner | Partner Name | Reseller',
      },
      values: { kind: { nps: 'nps', csat: 'csat', csat3: 'csat' } },
      ignore: 'Comment | Permalink | Updated At | Person ID | Name',
    },
  ],
};
