import { customerColumn, linkColumn, orderColumn, partnerOfCustomer, testColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'tickets',
  name: 'Support tickets',
  description: 'One row per ticket or complaint of a partner’s customers.',
  identity: ['ticket'],
  date: 'opened',
  columns: {
    ticket: {
      kind: 'key',
      domain: 'ticket',
      label: 'Ticket id',
      description: 'Id of the ticket.',
      required: true,
      aliases: ['ticket', 'ticket id', 'case id', 'case number', 'id'],
    },
    partner: partnerOfCustomer,
    customer: customerColumn,
    order: orderColumn,
    opened: {
      kind: 'minute',
      label: 'Opened',
      description: 'When it was opened.',
      required: true,
      aliases: ['created at', 'opened at', 'created', 'date created', 'create date'],
    },
    first_response: {
      kind: 'minute',
      label: 'First response',
      description: 'When it was first answered.',
      aliases: ['first reply', 'first response at', 'first replied at'],
    },
    resolved: {
      kind: 'minute',
      label: 'Resolved',
      description: 'When it was solved.',
      aliases: ['solved at', 'closed at', 'resolved at', 'close date'],
    },
    subject: {
      kind: 'text',
      domain: 'ticket-subject',
      label: 'Subject',
      description: 'Shown in the evidence.',
      aliases: ['ticket name', 'title', 'subject'],
    },
    complaint: {
      kind: 'flag',
      label: 'Complaint',
      description: 'Yes when it is a complaint.',
      aliases: ['is complaint'],
    },
    escalated: {
      kind: 'flag',
      label: 'Escalated',
      description: 'Yes when it was escalated.',
      aliases: ['is escalated', 'escalation'],
    },
    link: linkColumn,
    test: testColumn,
  },
};
