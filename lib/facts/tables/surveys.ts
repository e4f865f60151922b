import { customerColumn, partnerOfCustomer } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'surveys',
  name: 'Survey answers',
  description: 'One row per answer.',
  identity: ['response'],
  date: 'answered',
  columns: {
    response: {
      kind: 'key',
      domain: 'response',
      label: 'Response id',
      description: 'Id of the answer.',
      aliases: ['response', 'response id', 'answer id', 'id'],
    },
    partner: partnerOfCustomer,
    customer: customerColumn,
    kind: {
      kind: 'category',
      domain: 'survey-kind',
      label: 'Survey',
      description:
        'NPS or CSAT of customers, the partner’s own satisfaction, or that of our team with the partner.',
      required: true,
      values: ['nps', 'csat', 'partner', 'team'],
      synonyms: {
        'net promoter score': 'nps',
        'customer satisfaction': 'csat',
        'partner satisfaction': 'partner',
        psat: 'partner',
        'team satisfaction': 'team',
        internal: 'team',
      },
      aliases: ['survey', 'survey type', 'survey name', 'type', 'metric'],
    },
    score: {
      kind: 'number',
      label: 'Score',
      description: 'NPS 0-10, all others 1-5.',
      required: true,
      aliases: ['rating', 'answer', 'value', 'nps score', 'csat score'],
    },
    answered: {
      kind: 'day',
      label: 'Answered',
      description: 'Day of the answer.',
      required: true,
      aliases: ['answered at', 'submitted at', 'response date', 'date', 'created at'],
    },
  },
};
