/** FirstPromoter: referrals, which are leads until their first sale; field names of its API (A), column titles (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'FirstPromoter',
  exports: [
    {
      what: 'referrals',
      table: 'leads',
      signs: [
        'promoter_email | promoter.email | Promoter email | promoter_name | Promoter | promoter_id | promoter.id',
        'created_at | Created at | Referred at',
        'customer_since | Customer since',
      ],
      columns: {
        lead: 'id | ID | uid | UID | email | Email',
        partner:
          'promoter_email | promoter.email | Promoter email | promoter_name | Promoter | promoter_id | promoter.id',
        created: 'created_at | Created at | Referred at',
        won: 'customer_since | Customer since',
      },
      ignore:
        'status | Status | email | Email | uid | UID | plan_name | Plan | cancelled_at | Cancelled at | website | promotion.id',
    },
  ],
};
