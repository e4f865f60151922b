/**
 * Intercom: conversations; ids of its reporting data export (A), times that its API and files share (A), column titles of
 * the interface (C).
 */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Intercom',
  exports: [
    {
      what: 'conversations',
      table: 'tickets',
      signs: [
        'Conversation ID | standard.conversation_id',
        'timestamp.conversation_started_at | Conversation started at | Conversation created at | Started at | Conversation started at (UTC)',
      ],
      columns: {
        ticket: 'Conversation ID | standard.conversation_id',
        subject: 'Title | Subject | Topic',
        customer: 'Company name | Company | Company ID',
        opened:
          'timestamp.conversation_started_at | Conversation started at | Conversation created at | Started at | Conversation started at (UTC)',
        first_response:
          'First teammate reply at | First replied at | First response at | first_admin_reply_at',
        resolved: 'last_close_at | Last closed at | first_close_at | First closed at | Closed at',
      },
      ignore: 'User ID | User name | Status | State | Channel | Updated at | Conversation rating',
    },
  ],
};
