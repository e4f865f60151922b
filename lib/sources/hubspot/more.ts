/** What HubSpot knows of partners beside deals: contacts that they brought, orders, tickets and meetings. */
import { meetingKind } from '../meetings';
import { under } from '../records';
import type { Row } from '../types';
import { associations, companiesOf } from './associations';
import { type HubspotRecord, type Objects, partnerProperty } from './records';

/** Properties that HubSpot keeps of every contact. */
const CONTACT_PROPERTIES = [
  'firstname',
  'lastname',
  'createdate',
  'hubspot_owner_assigneddate',
  'hs_first_outreach_date',
  'hs_lifecyclestage_marketingqualifiedlead_date',
  'hs_lifecyclestage_salesqualifiedlead_date',
  'hs_lifecyclestage_customer_date',
  'hs_analytics_source',
  'hs_lead_status',
  'lastmodifieddate',
];

/** HubSpot's own lead statuses; a portal's others are left out. */
const LEAD_STATUSES = new Map([
  ['NEW', 'new'],
  ['OPEN', 'new'],
  ['IN_PROGRESS', 'accepted'],
  ['OPEN_DEAL', 'accepted'],
  ['CONNECTED', 'accepted'],
  ['ATTEMPTED_TO_CONTACT', 'accepted'],
  ['UNQUALIFIED', 'rejected'],
  ['BAD_TIMING', 'rejected'],
]);

const namesPartner = ({ properties }: HubspotRecord, partner: string | null) =>
  partner !== null && (properties[partner] ?? '').trim() !== '';

/** Contacts that name a partner; of the others nothing is read, since they would be leads of nobody. */
export const contacts: Objects = {
  type: 'contacts',
  table: 'leads',
  modified: 'lastmodifieddate',
  async filters(context, since) {
    const partner = await partnerProperty(context, 'contacts');
    if (partner === null) return null;
    // Later on, one whose partner was taken out must be found.
    return since === null ? [{ propertyName: partner, operator: 'HAS_PROPERTY' }] : [];
  },
  properties: async (context) =>
    [...CONTACT_PROPERTIES, (await partnerProperty(context, 'contacts')) ?? []].flat(),
  async rows(context, records) {
    const partner = await partnerProperty(context, 'contacts');
    return under(
      'leads',
      records.map(
        ({ id, properties: p, createdAt, url }): Row => ({
          lead: id,
          name: [p.firstname, p.lastname].filter(Boolean).join(' ') || null,
          partner: (partner && p[partner]) || null,
          created: p.createdate ?? createdAt ?? null,
          assigned: p.hubspot_owner_assigneddate ?? null,
          first_contact: p.hs_first_outreach_date ?? null,
          mql: p.hs_lifecyclestage_marketingqualifiedlead_date ?? null,
          sql: p.hs_lifecyclestage_salesqualifiedlead_date ?? null,
          won: p.hs_lifecyclestage_customer_date ?? null,
          origin: p.hs_analytics_source ?? null,
          status: LEAD_STATUSES.get(p.hs_lead_status ?? '') ?? null,
          link: url ?? null,
        }),
      ),
    );
  },
  async left(context, records) {
    const partner = await partnerProperty(context, 'contacts');
    return records.filter((record) => !namesPartner(record, partner)).map(({ id }) => id);
  },
};

/** Tickets, with the partner that a property names, else the company associated as one. */
export const tickets: Objects = {
  type: 'tickets',
  table: 'tickets',
  modified: 'hs_lastmodifieddate',
  filters: async () => [],
  properties: async (context) => [
    ...['subject', 'createdate', 'closed_date', 'first_agent_reply_date', 'hs_lastmodifieddate'],
    ...[(await partnerProperty(context, 'tickets')) ?? []].flat(),
  ],
  async rows(context, records) {
    const partner = await partnerProperty(context, 'tickets');
    const ids = records.map(({ id }) => id);
    const companies = await companiesOf(context, 'tickets', ids);
    return under(
      'tickets',
      records.map(
        ({ id, properties: p, createdAt, url }): Row => ({
          ticket: id,
          partner: (partner ? p[partner] : companies.get(id)?.partner) ?? null,
          customer: companies.get(id)?.customer ?? null,
          opened: p.createdate ?? createdAt ?? null,
          first_response: p.first_agent_reply_date ?? null,
          resolved: p.closed_date ?? null,
          subject: p.subject ?? null,
          link: url ?? null,
        }),
      ),
    );
  },
};

/** What a shop calls an order that came to nothing; HubSpot keeps its word as it is. */
const NO_ORDER = /cancel|void|declin|abandon/i;

/** What was paid for the goods: the total less tax and shipping. Whether the subtotal has the discount in it differs by shop. */
function netOf({
  hs_total_price: total,
  hs_tax: tax,
  hs_shipping_cost: shipping,
}: HubspotRecord['properties']) {
  if (!total) return null;
  const net = Number(total) - Number(tax ?? 0) - Number(shipping ?? 0);
  // What is no number is left to the import, which reports it.
  return Number.isFinite(net) ? net.toFixed(2) : total;
}

/** Orders, with the partner that a property names, else the company associated as one. */
export const orders: Objects = {
  type: 'order',
  table: 'orders',
  modified: 'hs_lastmodifieddate',
  filters: async () => [],
  properties: async (context) => [
    ...['hs_total_price', 'hs_tax', 'hs_shipping_cost', 'hs_currency_code', 'hs_createdate'],
    ...['hs_external_created_date', 'hs_external_order_status', 'hs_lastmodifieddate'],
    ...[(await partnerProperty(context, 'order')) ?? []].flat(),
  ],
  async rows(context, records) {
    const partner = await partnerProperty(context, 'order');
    const companies = await companiesOf(
      context,
      'order',
      records.map(({ id }) => id),
    );
    return under(
      'orders',
      records.map(
        ({ id, properties: p, createdAt, url }): Row => ({
          order: id,
          partner: (partner ? p[partner] : companies.get(id)?.partner) ?? null,
          customer: companies.get(id)?.customer ?? null,
          // When the shop took it; HubSpot's own day is the one of the transfer.
          ordered: p.hs_external_created_date ?? p.hs_createdate ?? createdAt ?? null,
          amount: netOf(p),
          currency: p.hs_currency_code ?? null,
          link: url ?? null,
        }),
      ),
    );
  },
  left: async (_, records) =>
    records
      .filter(({ properties: p }) => NO_ORDER.test(p.hs_external_order_status ?? ''))
      .map(({ id }) => id),
};

const OUTCOMES = new Map([
  ['COMPLETED', 'held'],
  ['NO_SHOW', 'no-show'],
  ['CANCELED', 'cancelled'],
  ['RESCHEDULED', 'moved'],
]);

/** Meetings of a deal; its partner is theirs. */
export const meetings: Objects = {
  type: 'meetings',
  table: 'meetings',
  modified: 'hs_lastmodifieddate',
  filters: async () => [],
  properties: async () => [
    'hs_timestamp',
    'hs_meeting_start_time',
    'hs_meeting_outcome',
    'hs_activity_type',
    'hs_lastmodifieddate',
  ],
  async rows(context, records) {
    const ids = records.map(({ id }) => id);
    const found = await associations(context, 'meetings', 'deals', ids);
    return under(
      'meetings',
      records.flatMap(({ id, properties: p }): Row[] => {
        const deal = found.get(id)?.[0]?.id;
        const scheduled = p.hs_meeting_start_time ?? p.hs_timestamp;
        if (deal === undefined || !scheduled) return [];
        return [
          {
            meeting: id,
            deal,
            scheduled,
            kind: p.hs_activity_type ? meetingKind(p.hs_activity_type) : null,
            outcome: OUTCOMES.get(p.hs_meeting_outcome ?? '') ?? null,
          },
        ];
      }),
    );
  },
};
