/** Intercom: conversation data export; attribute names of its reporting (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Intercom',
  exports: [
    {
      what: 'conversations',
      table: 'tickets',
      signs: [
        'Conversation ID',
        'Conversation started at | Conversation created at | Started at | Conversation started at (UTC)',
      ],
      columns: {
        ticket: 'Conversation ID',
        subject: 'Title | Subject | Topic',
        customer: 'Company name | Company | Company ID',
        opened:
          'Conversation started at | Conversation created at | Started at | Conversation started at (UTC)',
        first_response:
          'First teammate reply at | First replied at | First response at | First admin reply at',
        resolved: 'Last closed at | First closed at | Closed at',
      },
      ignore: 'User ID | User name | Status | State | Channel | Updated at | Conversation rating',
    },
  ],
};
