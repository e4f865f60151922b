/** What Odoo knows of partners beside opportunities: meetings, helpdesk tickets, and sales orders by their lines. */
import * as z from 'zod/mini';
import { meetingKind } from '../meetings';
import { readEach, under, utcMoment } from '../records';
import type { PullContext, Row } from '../types';
import { LEADS, partnerField } from './leads';
import {
  fieldsOf,
  idOf,
  linkOf,
  type Model,
  nameOf,
  number,
  ownPartnerField,
  partnerIn,
  reference,
  said,
  searchAll,
  text,
} from './records';

/** Field of another model that names the partner: the one that is set where it has it, else one that can be. */
async function partnerFieldOf(
  context: PullContext,
  model: string,
  usual: readonly string[] = [],
): Promise<string | null> {
  const set = context.settings.partner?.trim();
  const known = await fieldsOf(context, model);
  return [set, ...usual].find((name) => name && Object.hasOwn(known, name)) ?? ownPartnerField(known);
}

const meetingShape = {
  name: text,
  active: z.optional(z.boolean()),
  start: text,
  start_date: text,
  allday: z.optional(z.boolean()),
  opportunity_id: reference,
  write_date: text,
};
const meetingSchema = z.looseObject({ id: z.int(), ...meetingShape });

/**
 * Meetings of an opportunity, whose partner is theirs. The calendar keeps who accepts an invitation, not who came, so
 * none has an outcome.
 */
export const meetings: Model<z.infer<typeof meetingSchema>> = {
  model: 'calendar.event',
  table: 'meetings',
  name: 'meetings',
  schema: meetingSchema,
  fields: Object.keys(meetingShape),
  // One whose opportunity was taken off is found by the walk over those that are there.
  domain: (known) =>
    'opportunity_id' in known
      ? [
          ['opportunity_id', '!=', false],
          ['active', '=', true],
        ]
      : null,
  async rows(_, records) {
    const rows = records.flatMap((event): Row[] => {
      const deal = idOf(event.opportunity_id);
      const scheduled = event.allday ? said(event.start_date) : utcMoment(event.start);
      if (deal === null || scheduled === null) return [];
      return [
        { meeting: String(event.id), deal: String(deal), scheduled, kind: meetingKind(said(event.name)) },
      ];
    });
    return { rows: under('meetings', rows) };
  },
};

const HELPDESK = 'helpdesk.ticket';
const ticketShape = {
  name: text,
  partner_id: reference,
  sale_order_id: reference,
  create_date: text,
  close_date: text,
  closed_date: text,
  write_date: text,
};
const ticketSchema = z.looseObject({ id: z.int(), ...ticketShape });

/** Helpdesk tickets, of the Enterprise application or the community's; their customer or order leads to a partner too. */
export const tickets: Model<z.infer<typeof ticketSchema>> = {
  model: HELPDESK,
  table: 'tickets',
  name: 'helpdesk tickets',
  schema: ticketSchema,
  fields: Object.keys(ticketShape),
  domain: (known) => ('create_date' in known ? [] : null),
  more: async (context) => [(await partnerFieldOf(context, HELPDESK)) ?? []].flat(),
  async rows(context, records) {
    const partner = await partnerFieldOf(context, HELPDESK);
    const rows = records.map(
      (ticket): Row => ({
        ticket: String(ticket.id),
        partner: partnerIn(ticket, partner),
        customer: nameOf(ticket.partner_id),
        order: nameOf(ticket.sale_order_id),
        opened: utcMoment(ticket.create_date),
        // Enterprise writes the first, the community's application the second.
        resolved: utcMoment(ticket.close_date) ?? utcMoment(ticket.closed_date),
        subject: said(ticket.name),
        link: linkOf(context, 'action-helpdesk.helpdesk_ticket_action_main_tree', ticket.id),
      }),
    );
    return { rows: under('tickets', rows) };
  },
};

const ORDERS = 'sale.order';
const orderShape = {
  name: text,
  state: text,
  date_order: text,
  partner_id: reference,
  currency_id: reference,
  opportunity_id: reference,
  write_date: text,
};
const orderSchema = z.looseObject({ id: z.int(), ...orderShape });
const lineShape = {
  order_id: reference,
  display_type: text,
  is_downpayment: z.optional(z.boolean()),
  product_uom_qty: number,
  price_subtotal: number,
  discount: number,
  purchase_price: number,
};
const lineSchema = z.looseObject({ id: z.int(), ...lineShape });
type Order = z.infer<typeof orderSchema>;
type OrderLine = z.infer<typeof lineSchema>;

/** What an order is called, by which its lines are one. */
const keyOf = (order: Order): string => said(order.name) ?? String(order.id);
const isConfirmed = ({ state }: Order): boolean => state === 'sale' || state === 'done';

/** Opportunity -> its partner, for orders that were made of one. */
async function partnersOfDeals(context: PullContext, ids: readonly number[]): Promise<Map<number, string>> {
  const field = await partnerField(context);
  if (field === null || ids.length === 0) return new Map();
  const leads = await searchAll(
    context,
    LEADS,
    z.looseObject({ id: z.int() }),
    ['id', field],
    [['id', 'in', [...new Set(ids)]]],
    'the opportunities of orders',
  );
  return new Map(
    leads.good.flatMap((lead) => {
      const name = partnerIn(lead, field);
      return name === null ? [] : [[lead.id, name] as const];
    }),
  );
}

/** What one line says of money, in the order's currency. */
function moneyOf({
  price_subtotal: net,
  discount,
  purchase_price: cost,
  product_uom_qty: quantity,
}: OrderLine): Row {
  const share = (discount ?? 0) / 100;
  return {
    amount: net === null || net === undefined ? null : String(net),
    // From the net value and not the unit price, which may have the tax in it.
    list_amount: typeof net === 'number' && share < 1 ? (net / (1 - share)).toFixed(2) : null,
    discount: String(share),
    // Odoo writes 0 for a product of which no cost is known.
    cost: cost && typeof quantity === 'number' ? (cost * quantity).toFixed(2) : null,
  };
}

/** Confirmed sales orders, a row for each line that sells something. */
export const orders: Model<Order> = {
  model: ORDERS,
  table: 'orders',
  name: 'sales orders',
  schema: orderSchema,
  fields: Object.keys(orderShape),
  domain: (known) => ('order_line' in known && 'date_order' in known ? [] : null),
  since: (moment) => ['|', ['write_date', '>=', moment], ['order_line.write_date', '>=', moment]],
  more: async (context) => [(await partnerFieldOf(context, ORDERS, ['referrer_id'])) ?? []].flat(),
  async rows(context, records) {
    const partner = await partnerFieldOf(context, ORDERS, ['referrer_id']);
    const confirmed = records.filter(isConfirmed);
    const others = records.filter((order) => !isConfirmed(order));
    const deals = await partnersOfDeals(
      context,
      confirmed.flatMap(({ opportunity_id }) => idOf(opportunity_id) ?? []),
    );
    const byId = new Map(confirmed.map((order) => [order.id, order]));
    const known = await fieldsOf(context, 'sale.order.line');
    const { good, bad } =
      confirmed.length === 0
        ? readEach(lineSchema, [])
        : await searchAll(
            context,
            'sale.order.line',
            lineSchema,
            ['id', ...Object.keys(lineShape).filter((name) => Object.hasOwn(known, name))],
            [['order_id', 'in', [...byId.keys()]]],
            'the lines of sales orders',
          );
    const rows = good.flatMap((line): Row[] => {
      const order = byId.get(idOf(line.order_id) ?? -1);
      // Headings, notes and down payments sell nothing.
      if (!order || line.display_type || line.is_downpayment) return [];
      return [
        {
          order: keyOf(order),
          line: String(line.id),
          partner: partnerIn(order, partner) ?? deals.get(idOf(order.opportunity_id) ?? -1) ?? null,
          customer: nameOf(order.partner_id),
          ordered: utcMoment(order.date_order),
          ...moneyOf(line),
          currency: nameOf(order.currency_id),
          link: linkOf(context, 'sales', order.id),
        },
      ];
    });
    return {
      rows: under('orders', rows),
      // A quotation never was a row; an order that was cancelled or is being changed is none for now.
      removed: { orders: others.map(keyOf) },
      records: { orders: confirmed.map((order) => [String(order.id), keyOf(order)] as const) },
      bad,
    };
  },
};
