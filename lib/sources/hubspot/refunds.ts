/**
 * Payments of HubSpot that were given back, as refunds of the order that they paid. HubSpot keeps how much of a payment
 * was given back, tax and shipping in it, and not when: a refund from there has no day.
 */
import { under } from '../records';
import type { Row } from '../types';
import { associations } from './associations';
import type { HubspotRecord, Objects } from './records';

const REFUNDED = ['refunded', 'partially_refunded'];

/** Given back in whole, or a part that is known. */
const isRefund = ({ properties: p }: HubspotRecord): boolean =>
  p.hs_latest_status === 'refunded' ||
  (p.hs_latest_status === 'partially_refunded' && Number(p.hs_refunds_amount ?? 0) > 0);

export const refunds: Objects = {
  type: 'commerce_payments',
  table: 'refunds',
  modified: 'hs_lastmodifieddate',
  // Later on all that changed: a refund may fail, and its row goes.
  filters: async (_, since) =>
    since === null ? [{ propertyName: 'hs_latest_status', operator: 'IN', values: REFUNDED }] : [],
  properties: async () => [
    ...['hs_latest_status', 'hs_refunds_amount', 'hs_currency_code', 'hs_internal_comment'],
    'hs_lastmodifieddate',
  ],
  async rows(context, records) {
    const ids = records.map(({ id }) => id);
    const orders = await associations(context, 'commerce_payments', 'order', ids);
    return under(
      'refunds',
      records.flatMap(({ id, properties: p }): Row[] => {
        const [order, ...others] = orders.get(id) ?? [];
        // Of a payment for several orders nobody knows which one was given back.
        if (order === undefined || others.length > 0) return [];
        return [
          {
            refund: id,
            order: order.id,
            amount: p.hs_refunds_amount || null,
            currency: p.hs_currency_code ?? null,
            reason: p.hs_internal_comment || null,
          },
        ];
      }),
    );
  },
  left: async (_, records) => records.filter((one) => !isRefund(one)).map(({ id }) => id),
};
