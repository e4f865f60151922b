import { baseAddress } from '../address';
import { MORE_SETTING, optional } from '../more';
import { LEADS, leads, opportunities, partnerField } from '../odoo/leads';
import { meetings, orders, tickets } from '../odoo/more';
import { changesOf, fieldsOf, present, search } from '../odoo/records';
import { refunds } from '../odoo/refunds';
import type { SourceKind, Stream } from '../types';

const more = (streams: readonly Stream[], right: string): Stream[] =>
  streams.map((stream) => optional(stream, right));

export const source: SourceKind = {
  id: 'odoo',
  name: 'Odoo',
  description:
    'Opportunities, leads, their meetings, sales orders, credit notes and helpdesk tickets of your Odoo, by an API key: the JSON-2 interface of Odoo 19 and later, else JSON-RPC.',
  crm: 'odoo',
  settings: [
    {
      id: 'address',
      label: 'Address of Odoo',
      hint: 'Without the path behind the host.',
      kind: 'address',
      required: true,
      placeholder: 'https://mycompany.odoo.com/',
    },
    {
      id: 'database',
      label: 'Database',
      hint: 'Needed before Odoo 19, and where one host has several.',
      kind: 'text',
      required: false,
    },
    {
      id: 'user',
      label: 'User',
      hint: 'The login of the key’s user; needed before Odoo 19.',
      kind: 'text',
      required: false,
    },
    {
      id: 'partner',
      label: 'Field that names the partner',
      hint: 'Its technical name. Empty: the assigned partner, else the only field of your own that speaks of one.',
      kind: 'text',
      required: false,
      placeholder: 'partner_assigned_id',
    },
    {
      ...MORE_SETTING,
      hint: 'Leads, meetings of opportunities, confirmed sales orders with their lines, credit notes of orders, helpdesk tickets.',
    },
    {
      id: 'interface',
      label: 'Interface',
      hint: '',
      kind: 'choice',
      required: false,
      options: [
        { value: 'auto', label: 'Find out' },
        { value: 'json2', label: 'JSON-2 (Odoo 19 and later)' },
        { value: 'jsonrpc', label: 'JSON-RPC' },
      ],
    },
  ],
  credential: { label: 'API key', hint: 'Of a user who reads opportunities.', required: true },
  base: ({ address = '' }) => baseAddress(address),
  authorize: (secret): Record<string, string> => ({ Authorization: `bearer ${secret}` }),
  async check(context) {
    const partner = await partnerField(context);
    await search(context, LEADS, ['id'], [['id', '<', 0]], 'opportunities');
    return partner
      ? `Odoo answers; the field "${partner}" names the partner`
      : 'Odoo answers; no field of the opportunity names a partner, so deals come without one';
  },
  streams: [
    changesOf(opportunities),
    present(opportunities),
    ...more([changesOf(leads), present(leads)], 'the right to read leads'),
    ...more([changesOf(meetings), present(meetings)], 'the right to read meetings'),
    ...more([changesOf(orders), present(orders)], 'the right to read sales orders and their lines'),
    ...more([changesOf(refunds), present(refunds)], 'the right to read invoices'),
    ...more([changesOf(tickets), present(tickets)], 'the right to read helpdesk tickets'),
  ],
  required: async (context) =>
    Object.entries(await fieldsOf(context, LEADS)).flatMap(
      ([name, { required, readonly, type, string = name }]) =>
        required && !readonly && type !== 'boolean'
          ? [{ object: 'deal' as const, fields: [...new Set([string, name])], stages: [] }]
          : [],
    ),
};
