/** Zendesk Support: the CSV of a view (published exports, B); Explore's attribute names (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Zendesk',
  exports: [
    {
      what: 'ticket view',
      table: 'tickets',
      signs: ['Id', 'Requester', 'Subject', 'Created at | Requested', 'Solved at | Assignee'],
      columns: {
        ticket: 'Id',
        subject: 'Subject',
        customer: 'Organization | Requester domain | Requester email | Requester',
        opened: 'Created at | Requested',
        resolved: 'Solved at',
        partner: 'Partner | Partner [list] | Reseller | Reseller [list] | Partner [txt]',
        complaint: 'Complaint [flag] | Complaint',
        escalated: 'Escalated [flag] | Escalated',
      },
      ignore:
        'Requester id | Requester external id | Submitter | Status | Via | Ticket type | Updated at | Assigned at | Initially assigned at | Score',
    },
    {
      what: 'Explore tickets',
      table: 'tickets',
      signs: [
        'Ticket ID',
        'Ticket created - Timestamp | Ticket created - Date',
        'Ticket status | Ticket solved - Timestamp',
      ],
      columns: {
        ticket: 'Ticket ID',
        subject: 'Ticket subject',
        customer: 'Ticket organization name | Requester organization name',
        opened: 'Ticket created - Timestamp | Ticket created - Date',
        resolved: 'Ticket solved - Timestamp | Ticket solved - Date',
        first_response: 'Ticket first reply - Timestamp',
      },
    },
  ],
};
