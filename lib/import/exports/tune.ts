/** TUNE (HasOffers): conversion report; the field names of its API's Stat object (A), column titles (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'TUNE',
  exports: [
    {
      what: 'conversions',
      table: 'orders',
      signs: [
        'Affiliate | Affiliate ID | Stat.affiliate_id | Affiliate.company | Partner | Partner ID',
        'Offer | Offer ID | Stat.offer_id | Offer.name',
        'Sale Amount | Stat.sale_amount',
      ],
      columns: {
        order: 'Conversion ID | Stat.id | Transaction ID | Stat.ad_id | ID',
        partner: 'Affiliate ID | Stat.affiliate_id | Affiliate | Affiliate.company | Partner ID | Partner',
        ordered: 'Date | Datetime | Date / Time | Stat.datetime | Stat.date',
        amount: 'Sale Amount | Stat.sale_amount',
        currency: 'Currency | Stat.currency',
      },
      ignore:
        'Payout | Stat.payout | Revenue | Stat.revenue | Advertiser | Advertiser ID | Status | Stat.status | Goal',
    },
  ],
};
