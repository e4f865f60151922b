/** Leads and opportunities of Odoo, which are records of one model. */
import * as z from 'zod/mini';
import { SourceProblem } from '../problem';
import { guessPartnerField, millis, rawIds, readEach, utcMoment, utcWritten } from '../records';
import { sweepPage } from '../sweep';
import type { Cursor, Page, PullContext, Stream } from '../types';
import { afterPage, windowOf } from '../window';
import { odoo } from './rpc';

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
  type: text,
  date_open: text,
  date_conversion: text,
  date_last_stage_update: text,
});
export type Lead = z.infer<typeof leadSchema>;
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

export const nameOf = (value: z.infer<typeof reference>): string | null =>
  Array.isArray(value) ? value[1] : null;
export const said = (value: z.infer<typeof text>): string | null => value || null;

function shaped<T>(schema: z.ZodMiniType<T>, value: unknown, host: string, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceProblem(
    'answer',
    `The answer of ${host} about ${what} has another shape than documented: ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
  );
}

export const fields = (context: PullContext) =>
  context.once('fields', async () => {
    const call = await odoo(context);
    const { value } = await call(MODEL, 'fields_get', {
      attributes: ['string', 'type', 'required', 'relation', 'readonly'],
    });
    return shaped(fieldsSchema, value, context.client.host, 'the fields');
  });

export const wonStages = (context: PullContext) =>
  context.once('stages', async () => {
    const call = await odoo(context);
    const { value } = await call('crm.stage', 'search_read', { domain: [], fields: ['is_won'] });
    const stages = shaped(stagesSchema, value, context.client.host, 'the stages');
    return new Set(stages.filter(({ is_won }) => is_won).map(({ id }) => id));
  });

/** Field that names the partner. `partner_id` is the customer in Odoo, whatever it is called. */
export async function partnerField(context: PullContext): Promise<string | null> {
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

/** @param domain what is asked for, in Odoo's prefix notation */
export async function search(context: PullContext, names: readonly string[], domain: readonly unknown[]) {
  const call = await odoo(context);
  const { value, date } = await call(MODEL, 'search_read', {
    domain,
    fields: names,
    order: 'id asc',
    limit: LIMIT,
    // Lost ones are archived.
    context: { active_test: false },
  });
  return { list: shaped(listSchema, value, context.client.host, 'the opportunities'), date };
}

/** Name of the partner in the field that leads to it; null without one. */
export function partnerOf(lead: Lead, field: string | null): string | null {
  const named = field ? lead[field] : null;
  if (Array.isArray(named)) return String(named[1]);
  return typeof named === 'string' ? named : null;
}

/** Won, lost or open: lost ones are archived and have no chance left. */
export function statusOf(lead: Lead, won: ReadonlySet<number>): 'won' | 'lost' | 'open' {
  if (lead.active === false && (lead.probability ?? 0) === 0) return 'lost';
  return Array.isArray(lead.stage_id) && won.has(lead.stage_id[0]) ? 'won' : 'open';
}

export interface LeadKind {
  table: 'deals' | 'leads';
  /** In words, for a person. */
  name: string;
  domain(known: Readonly<Record<string, unknown>>): readonly unknown[];
  rows(context: PullContext, leads: readonly Lead[]): Promise<Page['rows']>;
}

/** What changed among them. */
export async function changed(context: PullContext, cursor: Cursor | null, kind: LeadKind): Promise<Page> {
  const window = windowOf(cursor);
  const partner = await partnerField(context);
  const known = await fields(context);
  const wanted = Object.keys(leadSchema.shape).filter((name) => name === 'id' || name in known);
  const { list, date } = await search(
    context,
    [...wanted, ...(partner ? [partner] : [])],
    [
      ...kind.domain(known),
      ...(window.since === null ? [] : [['write_date', '>=', utcWritten(window.since)]]),
      ...(window.after === null ? [] : [['id', '>', Number(window.after)]]),
    ],
  );
  const { good, bad } = readEach(leadSchema, list);
  return {
    rows: good.length > 0 ? await kind.rows(context, good) : {},
    records: { [kind.table]: good.map(({ id }) => String(id)) },
    bad,
    ...afterPage(window, list, LIMIT, {
      modified: good.map(({ write_date }) => millis(utcMoment(write_date))),
      date,
    }),
  };
}

/** The walk that finds deleted ones: Odoo keeps no list of them. */
export const present = (kind: LeadKind, id: string): Stream => ({
  id,
  name: `${kind.name} that are there`,
  everyHours: 24,
  async page(context, cursor) {
    const after = typeof cursor?.after === 'string' ? cursor.after : null;
    const { list } = await search(
      context,
      ['id'],
      [...kind.domain(await fields(context)), ...(after === null ? [] : [['id', '>', Number(after)]])],
    );
    return sweepPage(kind.table, after, rawIds(list), list.length === LIMIT);
  },
});
