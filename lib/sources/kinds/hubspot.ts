import * as z from 'zod/mini';
import { baseAddress } from '../address';
import { SourceProblem } from '../problem';
import { dayOrMoment, everyPage, guessPartnerField, millis, rawIds, readEach } from '../records';
import type { Page, PullContext, Row, SourceKind, Stream } from '../types';
import { afterPage, windowOf } from '../window';

/** CRM API of HubSpot, paths of version 3 (https://developers.hubspot.com/docs/api-reference). */
const OBJECTS = 'crm/v3/objects';
const LIST_LIMIT = 100;
const SEARCH_LIMIT = 200;

const text = z.nullish(z.string());
const recordSchema = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.nullish(z.string())),
  updatedAt: z.string(),
  createdAt: z.optional(z.string()),
  url: z.optional(z.string()),
});
type Record3 = z.infer<typeof recordSchema>;
const pageSchema = z.object({
  results: z.array(z.unknown()),
  paging: z.optional(z.object({ next: z.optional(z.object({ after: z.string() })) })),
});
const propertiesSchema = z.object({
  results: z.array(z.object({ name: z.string(), label: z.string(), hidden: z.optional(z.boolean()) })),
});
const pipelinesSchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          metadata: z.optional(z.record(z.string(), z.unknown())),
        }),
      ),
    }),
  ),
});
const ownersSchema = z.object({
  results: z.array(z.object({ id: z.string(), email: text, firstName: text, lastName: text })),
  paging: z.optional(z.object({ next: z.optional(z.object({ after: z.string() })) })),
});
const associationsSchema = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.union([z.string(), z.number()]) }),
      to: z.array(
        z.object({
          toObjectId: z.union([z.string(), z.number()]),
          associationTypes: z.array(
            z.object({ typeId: z.optional(z.number()), label: z.nullish(z.string()) }),
          ),
        }),
      ),
    }),
  ),
});
const namesSchema = z.object({ results: z.array(recordSchema) });
const schemaSchema = z.object({ requiredProperties: z.array(z.string()) });

const DEAL_PROPERTIES = [
  'dealname',
  'amount',
  'deal_currency_code',
  'dealstage',
  'pipeline',
  'dealtype',
  'createdate',
  'closedate',
  'hubspot_owner_id',
  'hs_lastmodifieddate',
  'hs_merged_object_ids',
];
const COMPANY_PROPERTIES = [
  'name',
  'domain',
  'country',
  'hubspot_owner_id',
  'hs_merged_object_ids',
  'hs_lastmodifieddate',
];

/** HubSpot's own deal types; a portal's others are left out, since nobody said what they are. */
const DEAL_TYPES = new Map([
  ['newbusiness', 'new'],
  ['existingbusiness', 'expansion'],
]);

const list = (ids: string | null | undefined): string[] =>
  (ids ?? '')
    .split(';')
    .map((id) => id.trim())
    .filter(Boolean);

const dealFields = ({ client, once }: PullContext) =>
  once('properties', async () => (await client.json(propertiesSchema, 'crm/v3/properties/deals')).results);

const stages = ({ client, once }: PullContext) =>
  once('stages', async () => {
    const { results } = await client.json(pipelinesSchema, 'crm/v3/pipelines/deals');
    const known = new Map<string, { label: string; status: string }>();
    for (const pipeline of results)
      for (const { id, label, metadata } of pipeline.stages) {
        const closed = String(metadata?.isClosed ?? '') === 'true';
        const won = Number(metadata?.probability ?? 0) === 1;
        known.set(`${pipeline.id}/${id}`, { label, status: closed ? (won ? 'won' : 'lost') : 'open' });
      }
    return known;
  });

const owners = ({ client, once }: PullContext) =>
  once('owners', async () => {
    const people = await everyPage(client.host, async (after) => {
      const { results, paging } = await client.json(ownersSchema, 'crm/v3/owners', {
        query: { limit: 100, after: after ?? undefined },
      });
      return { items: results, next: paging?.next?.after ?? null };
    });
    return new Map(
      people.map(({ id, email, firstName, lastName }) => [
        id,
        [firstName, lastName].filter(Boolean).join(' ') || email || id,
      ]),
    );
  });

/** Property of the deal that names the partner: as set, else the only one that can be. */
async function partnerProperty(context: PullContext): Promise<string | null> {
  const set = context.settings.partner?.trim();
  const fields = await dealFields(context);
  if (!set) return guessPartnerField(fields.map(({ name, label }) => ({ key: name, label })));
  const known = fields.find(({ name, label }) => name === set || label.toLowerCase() === set.toLowerCase());
  if (!known)
    throw new SourceProblem(
      'settings',
      `HubSpot's deals have no property "${set}". Enter its internal name, or leave it empty.`,
    );
  return known.name;
}

/** Deal -> name of the company that is associated with it by a label that says partner. */
async function labelledPartners(
  { client }: PullContext,
  deals: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (deals.length === 0) return found;
  const { results } = await client.json(
    associationsSchema,
    'crm/v4/associations/deals/companies/batch/read',
    {
      method: 'POST',
      body: { inputs: deals.map((id) => ({ id })) },
      // 207: some of them have none.
      accept: [207],
    },
  );
  const companies = new Map<string, string>();
  for (const { from, to } of results)
    for (const { toObjectId, associationTypes } of to)
      if (associationTypes.some(({ label }) => label && /partner|reseller|referr/i.test(label)))
        companies.set(String(from.id), String(toObjectId));
  if (companies.size === 0) return found;
  const ids = [...new Set(companies.values())];
  const names = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 100) {
    const read = await client.json(namesSchema, `${OBJECTS}/companies/batch/read`, {
      method: 'POST',
      body: { properties: ['name'], inputs: ids.slice(at, at + 100).map((id) => ({ id })) },
      accept: [207],
    });
    for (const { id, properties } of read.results) names.set(id, properties.name ?? id);
  }
  for (const [deal, company] of companies) found.set(deal, names.get(company) ?? company);
  return found;
}

async function dealRows(context: PullContext, records: readonly Record3[]): Promise<Row[]> {
  const [known, people, property] = [
    await stages(context),
    await owners(context),
    await partnerProperty(context),
  ];
  const labelled = property
    ? new Map<string, string>()
    : await labelledPartners(
        context,
        records.map(({ id }) => id),
      );
  return records.map(({ id, properties: p, createdAt, url }): Row => {
    const stage = known.get(`${p.pipeline}/${p.dealstage}`);
    const status = stage?.status ?? 'open';
    const closing = dayOrMoment(p.closedate);
    return {
      deal: id,
      name: p.dealname ?? null,
      partner: (property ? p[property] : labelled.get(id)) ?? null,
      stage: stage?.label ?? p.dealstage ?? null,
      status,
      created: p.createdate ?? createdAt ?? null,
      closed: status === 'open' ? null : closing,
      expected_close: status === 'open' ? closing : null,
      amount: p.amount ?? null,
      currency: p.deal_currency_code ?? null,
      type: DEAL_TYPES.get(p.dealtype ?? '') ?? null,
      owner: people.get(p.hubspot_owner_id ?? '') ?? null,
      link: url ?? null,
    };
  });
}

async function companyRows(context: PullContext, records: readonly Record3[]): Promise<Row[]> {
  const people = await owners(context);
  return records.map(
    ({ id, properties: p }): Row => ({
      id,
      name: p.name || p.domain || id,
      domains: p.domain ?? null,
      region: p.country ?? null,
      manager: people.get(p.hubspot_owner_id ?? '') ?? null,
      // A company that was merged into this one: what names it means this one.
      crm_ids: [id, ...list(p.hs_merged_object_ids)].join(';'),
    }),
  );
}

interface Objects {
  type: 'deals' | 'companies';
  table: string;
  /** Filters that every search has, e.g. partners only. */
  filters: readonly object[];
  properties(context: PullContext): Promise<readonly string[]>;
  rows(context: PullContext, records: readonly Record3[]): Promise<Row[]>;
}

/**
 * Records that changed, in the order of their ids, each page beyond the last id of the one before: the search gives at
 * most 10,000 results by its own paging, and an edit would move records across its pages.
 */
async function changed(context: PullContext, cursor: Page['cursor'] | null, objects: Objects): Promise<Page> {
  const window = windowOf(cursor);
  const { value, date } = await context.client.answerJson(pageSchema, `${OBJECTS}/${objects.type}/search`, {
    method: 'POST',
    body: {
      filterGroups: [
        {
          filters: [
            ...objects.filters,
            { propertyName: 'hs_object_id', operator: 'GT', value: window.after ?? '0' },
            ...(window.since === null
              ? []
              : [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(window.since) }]),
          ],
        },
      ],
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      properties: await objects.properties(context),
      limit: SEARCH_LIMIT,
    },
  });
  const { good, bad } = readEach(recordSchema, value.results);
  const merged = good.flatMap(({ properties }) => list(properties.hs_merged_object_ids));
  return {
    rows: good.length > 0 ? { [objects.table]: await objects.rows(context, good) } : {},
    removed: objects.table === 'deals' ? { deals: merged } : {},
    bad,
    ...afterPage(window, value.results, SEARCH_LIMIT, {
      modified: good.map(({ updatedAt }) => millis(updatedAt)),
      date,
    }),
  };
}

const partners: Objects = {
  type: 'companies',
  table: 'partners',
  filters: [{ propertyName: 'type', operator: 'EQ', value: 'PARTNER' }],
  properties: async () => COMPANY_PROPERTIES,
  rows: companyRows,
};

const deals: Objects = {
  type: 'deals',
  table: 'deals',
  filters: [],
  async properties(context) {
    const partner = await partnerProperty(context);
    return partner ? [...DEAL_PROPERTIES, partner] : DEAL_PROPERTIES;
  },
  rows: dealRows,
};

const archived: Stream = {
  id: 'archived',
  name: 'deleted deals',
  everyHours: 6,
  async page({ client }, cursor) {
    const after = typeof cursor?.after === 'string' ? cursor.after : undefined;
    const page = await client.json(pageSchema, `${OBJECTS}/deals`, {
      query: { archived: 'true', limit: LIST_LIMIT, properties: 'dealname', after },
    });
    // Only what says of itself that it is gone.
    const ids = rawIds(
      page.results.filter((record) => (record as { archived?: unknown } | null)?.archived === true),
    );
    const next = page.paging?.next?.after ?? null;
    return {
      rows: {},
      removed: { deals: ids },
      cursor: { after: next },
      more: next !== null,
    };
  },
};

export const source: SourceKind = {
  id: 'hubspot',
  name: 'HubSpot',
  description: 'Deals, and companies of the type Partner as the directory, by a private app’s access token.',
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
    const property = await partnerProperty(context);
    await context.client.json(pageSchema, `${OBJECTS}/deals`, { query: { limit: 1 } });
    return property
      ? `HubSpot answers; the property "${property}" names the partner`
      : 'HubSpot answers; partners are companies associated by a label that says so';
  },
  streams: [
    {
      id: 'partners',
      name: 'partner companies',
      page: (context, cursor) => changed(context, cursor, partners),
    },
    { id: 'deals', name: 'deals', page: (context, cursor) => changed(context, cursor, deals) },
    archived,
  ],
  async required(context) {
    const { requiredProperties } = await context.client.json(
      schemaSchema,
      'crm-object-schemas/v3/schemas/deals',
    );
    const labels = new Map((await dealFields(context)).map(({ name, label }) => [name, label]));
    return requiredProperties.map((name) => ({
      object: 'deal' as const,
      fields: [...new Set([labels.get(name) ?? name, name])],
      stages: [],
    }));
  },
};
