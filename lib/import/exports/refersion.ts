/** Refersion: conversions and affiliates (column titles of its exports, C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Refersion',
  exports: [
    {
      what: 'conversions',
      table: 'orders',
      signs: [
        'Conversion ID',
        'Affiliate ID | Affiliate Name | Affiliate Code',
        'Order ID | Order Number',
        'Commission | Commission Total',
      ],
      columns: {
        order: 'Order ID | Order Number',
        partner: 'Affiliate ID | Affiliate Name | Affiliate Code | Affiliate Email',
        ordered: 'Created | Created At | Conversion Date | Date',
        amount: 'Subtotal | Order Subtotal | Order Total | Total | Value',
        currency: 'Currency',
        customer: 'Customer ID | Customer Email',
      },
      ignore: 'Conversion ID | Commission | Commission Total | Status | Payment Status | Type',
    },
    {
      what: 'affiliates',
      table: 'partners',
      signs: ['Affiliate ID', 'Affiliate Code | Link | Referral Link', 'Offer | Offer Name'],
      columns: {
        id: 'Affiliate ID',
        name: 'Company | Company Name | Affiliate Name | Name',
        codes: 'Affiliate Code | Coupon Codes | Coupon',
        domains: 'Website',
      },
      ignore: 'Offer | Offer Name | Link | Referral Link | Status | Email',
    },
  ],
};
