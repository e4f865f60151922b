/** Odoo's records: how they are asked for, of whichever model. */
import * as z from 'zod/mini';
import { baseAddress } from '../address';
import { SourceProblem } from '../problem';
import { guessPartnerField, millis, rawIds, readEach, utcMoment, utcWritten } from '../records';
import { sweepPage } from '../sweep';
import type { Cursor, Page, PullContext, Stream } from '../types';
import { afterPage, windowOf } from '../window';
import { odoo } from './rpc';

const LIMIT = 500;

/** Odoo writes false for nothing. */
export const text = z.nullish(z.union([z.string(), z.literal(false)]));
/** A reference: [id, name]. */
export const reference = z.nullish(z.union([z.tuple([z.number(), z.string()]), z.literal(false)]));
export const number = z.nullish(z.number());
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
export type Fields = z.infer<typeof fieldsSchema>;
const listSchema = z.array(z.unknown());

export type Reference = z.infer<typeof reference>;
export const nameOf = (value: Reference): string | null => (Array.isArray(value) ? value[1] : null);
export const idOf = (value: Reference): number | null => (Array.isArray(value) ? value[0] : null);
export const said = (value: z.infer<typeof text>): string | null => value || null;

/** Address of a record's page. @param path what Odoo calls its pages: `crm`, `sales` */
export const linkOf = ({ settings }: PullContext, path: string, id: number): string =>
  new URL(`odoo/${path}/${id}`, baseAddress(settings.address ?? '')).href;

/** @throws SourceProblem `answer` */
export function shaped<T>(schema: z.ZodMiniType<T>, value: unknown, host: string, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceProblem(
    'answer',
    `The answer of ${host} about ${what} has another shape than documented: ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
  );
}

/** Fields of a model by their technical names; none where its application is not installed. */
export const fieldsOf = (context: PullContext, model: string) =>
  context.once(`fields of ${model}`, async (): Promise<Fields> => {
    const call = await odoo(context);
    const { value, absent } = await call(
      model,
      'fields_get',
      { attributes: ['string', 'type', 'required', 'relation', 'readonly'] },
      { mayLack: true },
    );
    return absent ? {} : shaped(fieldsSchema, value, context.client.host, 'the fields');
  });

/** The only field of the installation's own that speaks of a partner; null when none or several do. */
export function ownPartnerField(known: Fields): string | null {
  const may = Object.entries(known).filter(
    ([key, { type }]) => /^x_/.test(key) && ['many2one', 'char', 'selection'].includes(type ?? ''),
  );
  return guessPartnerField(may.map(([key, { string = key }]) => ({ key, label: string })));
}

/** Name of the partner in the field that leads to it; null without one. */
export function partnerIn(record: Readonly<Record<string, unknown>>, field: string | null): string | null {
  const named = field ? record[field] : null;
  if (Array.isArray(named)) return String(named[1]);
  return typeof named === 'string' ? named : null;
}

/** Odoo's prefix notation. */
export type Domain = readonly unknown[];

/**
 * Records in the order of their ids, at most as many as `LIMIT`.
 * @param words what they are, for a person
 */
export async function search(
  context: PullContext,
  model: string,
  names: readonly string[],
  domain: Domain,
  words: string,
): Promise<{ list: unknown[]; date: number | null }> {
  const call = await odoo(context);
  const { value, date } = await call(model, 'search_read', {
    domain,
    fields: names,
    order: 'id asc',
    limit: LIMIT,
    // Lost opportunities are archived.
    context: { active_test: false },
  });
  return { list: shaped(listSchema, value, context.client.host, words), date };
}

/** Every record of a domain, page by page; those that cannot be read are told apart. */
export async function searchAll<R extends { id: number }>(
  context: PullContext,
  model: string,
  schema: z.ZodMiniType<R>,
  names: readonly string[],
  domain: Domain,
  words: string,
): Promise<ReturnType<typeof readEach<R>>> {
  const good: R[] = [];
  const bad: ReturnType<typeof readEach<R>>['bad'] = [];
  for (let after = 0; ; ) {
    const { list } = await search(context, model, names, [...domain, ['id', '>', after]], words);
    const page = readEach(schema, list);
    good.push(...page.good);
    bad.push(...page.bad);
    const last = Number(rawIds(list).at(-1));
    if (list.length < LIMIT) return { good, bad };
    if (!(last > after))
      throw new SourceProblem('answer', `The ids of ${words} do not come in order. They were not read.`);
    after = last;
  }
}

interface OdooRecord {
  id: number;
  write_date?: z.infer<typeof text>;
}

/** Records of a model that are rows of a table. */
export interface Model<R extends OdooRecord = OdooRecord> {
  model: string;
  table: string;
  /** In words, for a person. */
  name: string;
  schema: z.ZodMiniType<R>;
  /** Fields to ask for where the installation has them, beside `id`. */
  fields: readonly string[];
  /** Which of its records are rows; null where none can be. */
  domain(known: Fields): Domain | null;
  /** Which changed since a moment as Odoo writes it; by their own time of change when left out. */
  since?(moment: string): Domain;
  /** Further fields, such as the one that names the partner. */
  more?(context: PullContext): Promise<readonly string[]>;
  rows(
    context: PullContext,
    records: readonly R[],
    known: Fields,
  ): Promise<Pick<Page, 'rows' | 'removed' | 'records' | 'bad'>>;
}

/** What changed among them. */
export async function changed<R extends OdooRecord>(
  context: PullContext,
  cursor: Cursor | null,
  kind: Model<R>,
): Promise<Page> {
  const window = windowOf(cursor);
  const known = await fieldsOf(context, kind.model);
  const domain = kind.domain(known);
  if (!domain) return { rows: {}, cursor: cursor ?? {}, more: false };
  const names = new Set([
    'id',
    ...[...kind.fields, 'write_date'].filter((name) => Object.hasOwn(known, name)),
  ]);
  for (const name of (await kind.more?.(context)) ?? []) names.add(name);
  const moment = window.since === null ? null : utcWritten(window.since);
  const { list, date } = await search(
    context,
    kind.model,
    [...names],
    [
      ...domain,
      ...(moment === null ? [] : (kind.since?.(moment) ?? [['write_date', '>=', moment]])),
      ...(window.after === null ? [] : [['id', '>', Number(window.after)]]),
    ],
    kind.name,
  );
  const { good, bad } = readEach(kind.schema, list);
  const made = good.length > 0 ? await kind.rows(context, good, known) : { rows: {} };
  return {
    records: { [kind.table]: good.map(({ id }) => String(id)) },
    ...made,
    bad: [...bad, ...(made.bad ?? [])],
    ...afterPage(window, list, LIMIT, {
      modified: good.map(({ write_date }) => millis(utcMoment(write_date))),
      date,
    }),
  };
}

/** The walk that finds deleted ones: Odoo keeps no list of them. */
export const present = <R extends OdooRecord>(kind: Model<R>): Stream => ({
  id: kind.table === 'deals' ? 'present' : `present ${kind.table}`,
  name: `${kind.name} that are there`,
  everyHours: 24,
  async page(context, cursor) {
    const domain = kind.domain(await fieldsOf(context, kind.model));
    if (!domain) return { rows: {}, cursor: {}, more: false };
    const after = typeof cursor?.after === 'string' ? cursor.after : null;
    const { list } = await search(
      context,
      kind.model,
      ['id'],
      [...domain, ...(after === null ? [] : [['id', '>', Number(after)]])],
      kind.name,
    );
    return sweepPage(kind.table, after, rawIds(list), list.length === LIMIT);
  },
});

/** Stream of what changed among records. */
export const changesOf = <R extends OdooRecord>(kind: Model<R>): Stream => ({
  id: kind.table,
  name: kind.name,
  page: (context, cursor) => changed(context, cursor, kind),
});
