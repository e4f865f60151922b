/** AWS Partner Central: opportunities shared with AWS (ACE), titles of its bulk export (B). The partner in all of them is AWS. */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'AWS Partner Central',
  exports: [
    {
      what: 'opportunities',
      table: 'deals',
      signs: [
        'Opportunity id | ACE Opportunity ID | Partner CRM Unique ID',
        'Customer Company Name',
        'Estimated AWS Monthly Recurring Revenue | Target Close Date',
      ],
      columns: {
        deal: 'Partner CRM Unique ID | Opportunity id | ACE Opportunity ID',
        registration: 'Opportunity id | ACE Opportunity ID',
        name: 'Partner Project Title | Project Title',
        customer: 'Customer Company Name',
        stage: 'Stage',
        amount: 'Estimated AWS Monthly Recurring Revenue',
        created: 'Date Created | Created Date | Opportunity Created Date',
        registered: 'Date Submitted | Submitted Date',
        expected_close: 'Target Close Date',
        segment: 'Industry Vertical | Industry',
        owner: 'Partner Primary Contact Email | Opportunity Owner Email',
      },
      ignore:
        'Status | Partner Acceptance Status | Opportunity Type | Primary Need From AWS | Customer Website',
      constants: { partner: 'AWS', currency: 'USD' },
    },
  ],
};
