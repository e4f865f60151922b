import { baseAddress } from '../address';
import { deals, partners } from '../hubspot/deals';
import { contacts, meetings, orders, tickets } from '../hubspot/more';
import {
  archived,
  changesOf,
  OBJECTS,
  type Objects,
  pageSchema,
  partnerProperty,
  requiredOf,
} from '../hubspot/records';
import { refunds } from '../hubspot/refunds';
import { MORE_SETTING, optional } from '../more';
import type { SourceKind, Stream } from '../types';

const more = (objects: Objects, right: string): Stream[] =>
  [changesOf(objects, objects.type), archived(objects)].map((stream) => optional(stream, right));

export const source: SourceKind = {
  id: 'hubspot',
  name: 'HubSpot',
  description:
    'Deals with the history of their stages, and companies of the type Partner as the directory, by a private app’s access token.',
  crm: 'hubspot',
  settings: [
    {
      id: 'partner',
      label: 'Deal property that names the partner',
      hint: 'Its internal name. Empty: the only property that speaks of a partner, else the company associated by a label that does.',
      kind: 'text',
      required: false,
      placeholder: 'partner',
    },
    {
      ...MORE_SETTING,
      hint: 'Contacts are read only where they name a partner. For each, the token needs the scope: crm.objects.contacts.read (contacts and meetings), tickets, crm.objects.orders.read, crm.objects.commercepayments.read (refunds of orders), crm.objects.line_items.read (list price and cost of deals).',
    },
    {
      id: 'address',
      label: 'Address of the API',
      hint: 'Left empty, HubSpot’s own.',
      kind: 'address',
      required: false,
      placeholder: 'https://api.hubapi.com',
    },
  ],
  credential: {
    label: 'Access token',
    hint: 'Of a private app with the scopes crm.objects.deals.read, crm.objects.companies.read, crm.objects.owners.read and crm.schemas.deals.read.',
    required: true,
  },
  base: ({ address }) => baseAddress(address?.trim() || 'https://api.hubapi.com'),
  authorize: (secret) => ({ Authorization: `Bearer ${secret}` }),
  async check(context) {
    const property = await partnerProperty(context, 'deals');
    await context.client.json(pageSchema, `${OBJECTS}/deals`, { query: { limit: 1 } });
    return property
      ? `HubSpot answers; the property "${property}" names the partner`
      : 'HubSpot answers; partners are companies associated by a label that says so';
  },
  streams: [
    changesOf(partners, 'partner companies', 'partners'),
    changesOf(deals, 'deals'),
    archived(deals),
    ...more(contacts, 'the scope crm.objects.contacts.read'),
    ...more(tickets, 'the scope tickets'),
    ...more(orders, 'the scope crm.objects.orders.read'),
    ...more(refunds, 'the scope crm.objects.commercepayments.read'),
    ...more(meetings, 'the scope crm.objects.contacts.read'),
  ],
  required: async (context) =>
    (await requiredOf(context, 'deals')).map((fields) => ({ object: 'deal' as const, fields, stages: [] })),
};
