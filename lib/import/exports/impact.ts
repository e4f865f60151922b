/** impact.com: action listing of a brand; field names of the Actions resource (A), column titles of the report (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'impact.com',
  exports: [
    {
      what: 'actions',
      table: 'orders',
      signs: [
        'Action Id | ActionId | Action Tracker | ActionTrackerId | ActionTrackerName',
        'Media Partner | MediaPartnerName | MediaPartnerId | Partner | Partner Name',
        'Action Date | Event Date | EventDate',
      ],
      columns: {
        order: 'OID | Oid | Order Id | OrderId | Action Id | ActionId | Id',
        partner:
          'Media Partner | MediaPartnerName | Partner | Partner Name | MediaPartnerId | Media Partner Id | Partner Id',
        ordered: 'Action Date | Event Date | EventDate',
        amount: 'Sale Amount | Action Amount | Amount | Revenue',
        currency: 'Currency',
        customer: 'Customer Id | CustomerId',
      },
      ignore:
        'Action Cost | Payout | DeltaPayout | IntendedAmount | Status | State | Campaign | CampaignName | CampaignId | Locking Date | Referring Date',
    },
  ],
};
