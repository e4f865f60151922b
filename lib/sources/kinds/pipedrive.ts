import * as z from 'zod/mini';
import { baseAddress } from '../address';
import { MORE_SETTING, optional } from '../more';
import { activities, presentActivities } from '../pipedrive/activities';
import { all, changed, LIMIT, number, pageSchema, text, V2 } from '../pipedrive/pages';
import { pricesOf } from '../pipedrive/products';
import { SourceProblem } from '../problem';
import { guessPartnerField, readEach, under } from '../records';
import type { Cursor, Page, PullContext, RequiredField, Row, SourceKind, Stream } from '../types';

/** Ids that one request may name. */
const MOST_IDS = 100;

const dealSchema = z.object({
  id: z.int(),
  title: text,
  value: z.nullish(z.number()),
  currency: text,
  stage_id: number,
  org_id: number,
  owner_id: number,
  status: z.optional(z.string()),
  add_time: text,
  update_time: text,
  close_time: text,
  won_time: text,
  lost_time: text,
  stage_change_time: text,
  expected_close_date: text,
  is_deleted: z.optional(z.boolean()),
  custom_fields: z.nullish(z.record(z.string(), z.unknown())),
});
type Deal = z.infer<typeof dealSchema>;
const fieldSchema = z.object({
  field_name: z.string(),
  field_code: z.string(),
  field_type: z.string(),
  options: z.nullish(z.array(z.object({ id: z.union([z.number(), z.string()]), label: z.string() }))),
  required_fields: z.nullish(
    z.object({ enabled: z.optional(z.boolean()), stage_ids: z.nullish(z.array(z.number())) }),
  ),
});
type Field = z.infer<typeof fieldSchema>;
const namedSchema = z.object({ id: z.number(), name: z.string() });

const names = (list: readonly { id: number; name: string }[]) =>
  new Map(list.map((one) => [one.id, one.name]));

const stages = (context: PullContext) =>
  context.once('stages', async () => names(await all(context, namedSchema, `${V2}/stages`)));

const fields = (context: PullContext) =>
  context.once('fields', () =>
    all(context, fieldSchema, `${V2}/dealFields`, { include_fields: 'required_fields' }),
  );

/** Names of the users; a token that may not list them leaves owners out. */
const users = (context: PullContext) =>
  context.once('users', async () => {
    try {
      const { data } = await context.client.json(pageSchema, 'api/v1/users');
      return names(readEach(namedSchema, data ?? []).good);
    } catch (error) {
      if (error instanceof SourceProblem && error.needsPerson) return new Map<number, string>();
      throw error;
    }
  });

async function organisations({ client }: PullContext, ids: readonly number[]): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)];
  const found = new Map<number, string>();
  for (let at = 0; at < wanted.length; at += MOST_IDS) {
    const { data } = await client.json(pageSchema, `${V2}/organizations`, {
      query: { ids: wanted.slice(at, at + MOST_IDS).join(), limit: MOST_IDS },
    });
    for (const one of readEach(namedSchema, data ?? []).good) found.set(one.id, one.name);
  }
  return found;
}

async function partnerField(context: PullContext): Promise<Field | null> {
  const set = context.settings.partner?.trim();
  const known = await fields(context);
  const wanted =
    set ||
    guessPartnerField(
      known
        .filter(({ field_type }) => ['org', 'enum', 'varchar', 'varchar_auto', 'text'].includes(field_type))
        .map(({ field_code, field_name }) => ({ key: field_code, label: field_name })),
    );
  const field = known.find(
    ({ field_code, field_name }) =>
      field_code === wanted || field_name.toLowerCase() === wanted?.toLowerCase(),
  );
  if (set && !field)
    throw new SourceProblem(
      'settings',
      `Pipedrive's deals have no field "${set}". Enter its name as the deal shows it.`,
    );
  return field ?? null;
}

/** A custom field's value: plain, or an object that carries it. */
function plain(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value;
  const { id: inner, value: other } = (value ?? {}) as { id?: unknown; value?: unknown };
  if (typeof inner === 'number' || typeof inner === 'string') return inner;
  return typeof other === 'number' || typeof other === 'string' ? other : null;
}

function partnerNamed(
  field: Field,
  value: string | number | null,
  companies: ReadonlyMap<number, string>,
): string | null {
  if (value === null) return null;
  if (field.field_type === 'org') return companies.get(Number(value)) ?? null;
  return field.options?.find((option) => String(option.id) === String(value))?.label ?? String(value);
}

async function rowsOf(context: PullContext, deals: readonly Deal[]): Promise<Page['rows']> {
  const field = await partnerField(context);
  const [known, people] = [await stages(context), await users(context)];
  const partnerValue = (deal: Deal) => (field ? plain(deal.custom_fields?.[field.field_code]) : null);
  const partnerIds =
    field?.field_type === 'org' ? deals.map(partnerValue).filter((one) => typeof one === 'number') : [];
  const companies = await organisations(context, [
    ...partnerIds,
    ...deals.map(({ org_id }) => org_id).filter((one) => typeof one === 'number'),
  ]);
  const partnerName = (deal: Deal) => (field ? partnerNamed(field, partnerValue(deal), companies) : null);
  const partners = [...new Set(partnerIds)].flatMap((one): Row[] => {
    const name = companies.get(one);
    return name ? [{ id: String(one), name, crm_ids: String(one) }] : [];
  });
  const prices = await pricesOf(context, deals);
  const rows = deals.map((deal): Row => {
    const status = deal.status === 'won' || deal.status === 'lost' ? deal.status : 'open';
    return {
      deal: String(deal.id),
      name: deal.title ?? null,
      partner: partnerName(deal),
      customer: companies.get(deal.org_id ?? -1) ?? null,
      stage: known.get(deal.stage_id ?? -1) ?? null,
      status,
      created: deal.add_time ?? null,
      closed: status === 'open' ? null : (deal.won_time ?? deal.lost_time ?? deal.close_time ?? null),
      expected_close: deal.expected_close_date ?? null,
      amount: deal.value === null || deal.value === undefined ? null : String(deal.value),
      ...prices.get(deal.id),
      currency: deal.currency ?? null,
      owner: people.get(deal.owner_id ?? -1) ?? null,
    };
  });
  // What a deal tells without another request for each: when it entered the stage that it is in.
  const entered = deals.flatMap(({ id, stage_id, stage_change_time: at }): Row[] => {
    const stage = known.get(stage_id ?? -1);
    return stage && at ? [{ deal: String(id), stage, entered: at }] : [];
  });
  return {
    ...under('partners', partners),
    ...under('deals', rows),
    ...under('stage_changes', entered),
  };
}

const changedDeals = (context: PullContext, cursor: Cursor | null, path: string): Promise<Page> =>
  changed(context, cursor, path, dealSchema, async (deals) => ({ rows: await rowsOf(context, deals) }));

const deleted: Stream = {
  id: 'deleted',
  name: 'deleted and merged deals',
  everyHours: 6,
  async page({ client }, cursor) {
    const { data, additional_data } = await client.json(pageSchema, `${V2}/deals`, {
      query: {
        status: 'deleted',
        limit: LIMIT,
        cursor: typeof cursor?.after === 'string' ? cursor.after : undefined,
      },
    });
    const after = additional_data?.next_cursor ?? null;
    // Only what says of itself that it is gone: a service that does not know the filter would answer with all.
    const gone = readEach(dealSchema, data ?? []).good.filter(
      ({ is_deleted, status }) => is_deleted === true || status === 'deleted',
    );
    const ids = gone.map((deal) => String(deal.id));
    return {
      rows: {},
      removed: { deals: ids, stage_changes: ids },
      cursor: { after },
      more: after !== null,
    };
  },
};

const leadSchema = z.looseObject({
  id: z.string(),
  title: text,
  add_time: text,
  source_name: text,
  is_archived: z.optional(z.boolean()),
  organization_id: number,
});
const leadPageSchema = z.object({
  data: z.nullish(z.array(z.unknown())),
  additional_data: z.nullish(
    z.object({
      pagination: z.nullish(
        z.object({ more_items_in_collection: z.optional(z.boolean()), next_start: z.nullish(z.number()) }),
      ),
    }),
  ),
});

/**
 * Leads that name a partner, in the deals' own field, which leads share. The interface tells neither changes nor
 * conversions: all are listed, and one that became a deal leaves the list and stays as it was.
 */
const leads: Stream = {
  id: 'leads',
  name: 'leads',
  everyHours: 6,
  async page(context, cursor): Promise<Page> {
    const field = await partnerField(context);
    if (!field) return { rows: {}, cursor: {}, more: false };
    const start = typeof cursor?.start === 'number' ? cursor.start : 0;
    const { data, additional_data } = await context.client.json(leadPageSchema, 'api/v1/leads', {
      query: { limit: LIMIT, start, sort: 'add_time ASC' },
    });
    const { good, bad } = readEach(leadSchema, data ?? []);
    const partnerIn = (lead: (typeof good)[number]) => plain(lead[field.field_code]);
    const isOrganisation = field.field_type === 'org';
    const companies = await organisations(context, [
      ...(isOrganisation ? good.map(partnerIn).filter((one) => typeof one === 'number') : []),
      ...good.map(({ organization_id }) => organization_id).filter((one) => typeof one === 'number'),
    ]);
    const rows = good.flatMap((lead): Row[] => {
      const partner = partnerNamed(field, partnerIn(lead), companies);
      if (partner === null) return [];
      return [
        {
          lead: lead.id,
          name: lead.title ?? null,
          partner,
          customer: companies.get(lead.organization_id ?? -1) ?? null,
          created: lead.add_time ?? null,
          origin: lead.source_name ?? null,
          status: lead.is_archived ? null : 'new',
        },
      ];
    });
    const { more_items_in_collection: more = false, next_start: next } = additional_data?.pagination ?? {};
    return {
      rows: under('leads', rows),
      bad,
      cursor: { start: (more && next) || 0 },
      more: more && typeof next === 'number',
    };
  },
};

export const source: SourceKind = {
  id: 'pipedrive',
  name: 'Pipedrive',
  description:
    'Deals, archived ones too, leads, meetings and calls of deals, and the organizations that are their partners, by a personal API token.',
  crm: 'pipedrive',
  settings: [
    {
      id: 'partner',
      label: 'Deal field that names the partner',
      hint: 'As the deal shows it: an organization, a choice or a text. Empty: the only field that speaks of a partner.',
      kind: 'text',
      required: false,
      placeholder: 'Partner',
    },
    {
      ...MORE_SETTING,
      hint: 'Leads are read only where a field names their partner; of activities those of a deal, but no tasks and mails.',
    },
    {
      id: 'address',
      label: 'Address of the API',
      hint: 'Left empty, Pipedrive’s own; or https://yourcompany.pipedrive.com.',
      kind: 'address',
      required: false,
      placeholder: 'https://api.pipedrive.com',
    },
  ],
  credential: {
    label: 'API token',
    hint: 'Personal preferences, API. It sees what its user sees.',
    required: true,
  },
  base: ({ address }) => baseAddress(address?.trim() || 'https://api.pipedrive.com'),
  authorize: (secret) => ({ 'x-api-token': secret }),
  async check(context) {
    const field = await partnerField(context);
    await context.client.json(pageSchema, `${V2}/deals`, { query: { limit: 1 } });
    return field
      ? `Pipedrive answers; the field "${field.field_name}" names the partner`
      : 'Pipedrive answers; no field of the deal names a partner, so deals come without one';
  },
  streams: [
    { id: 'deals', name: 'deals', page: (context, cursor) => changedDeals(context, cursor, `${V2}/deals`) },
    {
      id: 'archived',
      name: 'archived deals',
      everyHours: 6,
      page: (context, cursor) => changedDeals(context, cursor, `${V2}/deals/archived`),
    },
    deleted,
    optional(leads, 'the right to read leads'),
    ...[activities, presentActivities].map((stream) => optional(stream, 'the right to read activities')),
  ],
  async required(context): Promise<RequiredField[]> {
    const known = await stages(context);
    return (await fields(context)).flatMap(({ field_name, field_code, required_fields }) => {
      if (!required_fields?.enabled) return [];
      const named = (required_fields.stage_ids ?? []).flatMap((one) => known.get(one) ?? []);
      return [{ object: 'deal' as const, fields: [...new Set([field_name, field_code])], stages: named }];
    });
  },
};
