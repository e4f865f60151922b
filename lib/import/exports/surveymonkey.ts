/** SurveyMonkey: individual responses, one column a question (published exports, B). The question is that of the NPS template. */
import type { Product } from '../export-format';
import { RECOMMEND } from '../recommend';

export const product: Product = {
  name: 'SurveyMonkey',
  exports: [
    {
      what: 'NPS responses',
      table: 'surveys',
      signs: ['Respondent ID | RespondentID', 'Collector ID | CollectorID', 'End Date | EndDate'],
      columns: {
        response: 'Respondent ID | RespondentID',
        answered: 'End Date | EndDate',
        customer: 'Company | Email Address | EmailAddress',
        partner: 'Partner | Custom Data 1 | CustomData1',
      },
      patterns: { score: RECOMMEND },
      constants: { kind: 'nps' },
      ignore: 'Start Date | StartDate | IP Address | First Name | Last Name',
    },
  ],
};
