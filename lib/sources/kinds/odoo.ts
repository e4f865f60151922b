import * as z from 'zod/mini';
import { baseAddress } from '../address';
import { odoo } from '../odoo-rpc';
import { SourceProblem } from '../problem';
import { guessPartnerField, millis, rawIds, readEach } from '../records';
import { sweepPage } from '../sweep';
import type { Cursor, Page, PullContext, Row, SourceKind } from '../types';
import { afterPage, windowOf } from '../window';

const LIMIT = 500;
const MODEL = 'crm.lead';

/** Odoo writes false for nothing. */
const text = z.nullish(z.union([z.string(), z.literal(false)]));
/** A reference: [id, name]. */
const reference = z.nullish(z.union([z.tuple([z.number(), z.string()]), z.literal(false)]));
const leadSchema = z.looseObject({
  id: z.int(),
  name: text,
  active: z.optional(z.boolean()),
  stage_id: reference,
  partner_id: reference,
  user_id: reference,
  company_currency: reference,
  expected_revenue: z.nullish(z.number()),
  probability: z.nullish(z.number()),
  create_date: text,
  write_date: text,
  date_closed: text,
  date_deadline: text,
});
const fieldsSchema = z.record(
  z.string(),
  z.looseObject({
    string: z.optional(z.string()),
    type: z.optional(z.string()),
    required: z.optional(z.boolean()),
    relation: z.optional(z.string()),
    readonly: z.optional(z.boolean()),
  }),
);
const listSchema = z.array(z.unknown());
const stagesSchema = z.array(z.looseObject({ id: z.int(), is_won: z.optional(z.boolean()) }));

const nameOf = (value: z.infer<typeof reference>): string | null => (Array.isArray(value) ? value[1] : null);
const said = (value: z.infer<typeof text>): string | null => value || null;
/** Odoo writes moments in UTC without saying so. */
const moment = (value: z.infer<typeof text>): string | null => (value ? `${value.replace(' ', 'T')}Z` : null);
const written = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

function shaped<T>(schema: z.ZodMiniType<T>, value: unknown, host: string, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceProblem(
    'answer',
    `The answer of ${host} about ${what} has another shape than documented: ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
  );
}

const fields = (context: PullContext) =>
  context.once('fields', async () => {
    const call = await odoo(context);
    const { value } = await call(MODEL, 'fields_get', {
      attributes: ['string', 'type', 'required', 'relation', 'readonly'],
    });
    return shaped(fieldsSchema, value, context.client.host, 'the fields');
  });

const wonStages = (context: PullContext) =>
  context.once('stages', async () => {
    const call = await odoo(context);
    const { value } = await call('crm.stage', 'search_read', { domain: [], fields: ['is_won'] });
    const stages = shaped(stagesSchema, value, context.client.host, 'the stages');
    return new Set(stages.filter(({ is_won }) => is_won).map(({ id }) => id));
  });

/** Field that names the partner. `partner_id` is the customer in Odoo, whatever it is called. */
async function partnerField(context: PullContext): Promise<string | null> {
  const set = context.settings.partner?.trim();
  const known = await fields(context);
  if (set && !Object.hasOwn(known, set))
    throw new SourceProblem(
      'settings',
      `Odoo's opportunities have no field "${set}". Enter its technical name.`,
    );
  if (set) return set;
  if ('partner_assigned_id' in known) return 'partner_assigned_id';
  const may = Object.entries(known).filter(
    ([key, { type }]) => /^x_/.test(key) && ['many2one', 'char', 'selection'].includes(type ?? ''),
  );
  return guessPartnerField(may.map(([key, { string = key }]) => ({ key, label: string })));
}

async function search(context: PullContext, names: readonly string[], domain: readonly unknown[]) {
  const call = await odoo(context);
  const { value, date } = await call(MODEL, 'search_read', {
    domain: [['type', '=', 'opportunity'], ...domain],
    fields: names,
    order: 'id asc',
    limit: LIMIT,
    // Lost ones are archived.
    context: { active_test: false },
  });
  return { list: shaped(listSchema, value, context.client.host, 'the opportunities'), date };
}

async function changed(context: PullContext, cursor: Cursor | null): Promise<Page> {
  const window = windowOf(cursor);
  const partner = await partnerField(context);
  const won = await wonStages(context);
  const known = await fields(context);
  const wanted = Object.keys(leadSchema.shape).filter((name) => name === 'id' || name in known);
  const { list, date } = await search(
    context,
    [...wanted, ...(partner ? [partner] : [])],
    [
      ...(window.since === null ? [] : [['write_date', '>=', written(window.since)]]),
      ...(window.after === null ? [] : [['id', '>', Number(window.after)]]),
    ],
  );
  const { good, bad } = readEach(leadSchema, list);
  const base = baseAddress(context.settings.address ?? '');
  const rows = good.map((lead): Row => {
    const stage = Array.isArray(lead.stage_id) ? lead.stage_id : null;
    const lost = lead.active === false && (lead.probability ?? 0) === 0;
    const status = lost ? 'lost' : stage && won.has(stage[0]) ? 'won' : 'open';
    const named = partner ? lead[partner] : null;
    return {
      deal: String(lead.id),
      name: said(lead.name),
      partner: Array.isArray(named) ? String(named[1]) : typeof named === 'string' ? named : null,
      customer: nameOf(lead.partner_id),
      stage: stage?.[1] ?? null,
      status,
      created: moment(lead.create_date),
      closed: status === 'open' ? null : (moment(lead.date_closed) ?? moment(lead.write_date)),
      expected_close: said(lead.date_deadline),
      amount:
        lead.expected_revenue === null || lead.expected_revenue === undefined
          ? null
          : String(lead.expected_revenue),
      currency: nameOf(lead.company_currency),
      owner: nameOf(lead.user_id),
      link: new URL(`odoo/crm/${lead.id}`, base).href,
    };
  });
  return {
    rows: rows.length > 0 ? { deals: rows } : {},
    records: { deals: good.map(({ id }) => String(id)) },
    bad,
    ...afterPage(window, list, LIMIT, {
      modified: good.map(({ write_date }) => millis(moment(write_date))),
      date,
    }),
  };
}

export const source: SourceKind = {
  id: 'odoo',
  name: 'Odoo',
  description:
    'Opportunities of your Odoo, by an API key: the JSON-2 interface of Odoo 19 and later, else JSON-RPC.',
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
    await search(context, ['id'], [['id', '<', 0]]);
    return partner
      ? `Odoo answers; the field "${partner}" names the partner`
      : 'Odoo answers; no field of the opportunity names a partner, so deals come without one';
  },
  streams: [
    { id: 'deals', name: 'opportunities', page: changed },
    {
      // Odoo keeps no list of deleted records.
      id: 'present',
      name: 'opportunities that are there',
      everyHours: 24,
      async page(context, cursor) {
        const after = typeof cursor?.after === 'string' ? cursor.after : null;
        const { list } = await search(context, ['id'], after === null ? [] : [['id', '>', Number(after)]]);
        return sweepPage('deals', after, rawIds(list), list.length === LIMIT);
      },
    },
  ],
  required: async (context) =>
    Object.entries(await fields(context)).flatMap(([name, { required, readonly, type, string = name }]) =>
      required && !readonly && type !== 'boolean'
        ? [{ object: 'deal' as const, fields: [...new Set([string, name])], stages: [] }]
        : [],
    ),
};
