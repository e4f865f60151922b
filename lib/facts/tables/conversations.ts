import { dealColumn, partnerOfCustomer, personColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'conversations',
  name: 'Conversations',
  description:
    'One row per conversation that a campaign with a partner led to, and the opportunity it became.',
  identity: ['conversation'],
  date: 'held',
  columns: {
    conversation: {
      kind: 'key',
      domain: 'conversation',
      label: 'Conversation no.',
      description: 'Id of the conversation.',
      aliases: ['conversation', 'conversation id', 'conversation number', 'talk id', 'gesprach id'],
    },
    partner: partnerOfCustomer,
    person: personColumn,
    held: {
      kind: 'day',
      label: 'Conversation day',
      description: 'Day of the conversation.',
      required: true,
      aliases: ['conversation date', 'conversation held', 'talked on', 'gesprachsdatum'],
    },
    deal: {
      ...dealColumn,
      description: 'Opportunity that it was linked to.',
      aliases: ['deal', 'deal id', 'opportunity id', 'opportunity', 'linked opportunity'],
    },
    linked: {
      kind: 'day',
      label: 'Linked',
      description: 'Day it was linked to the opportunity; the opportunity’s created day when empty.',
      aliases: ['linked on', 'linked at', 'opportunity linked', 'pipeline date'],
    },
  },
};
