/** EspoCRM's records: how they are asked for, of whichever entity. */
import * as z from 'zod/mini';
import { baseAddress } from '../address';
import { SourceProblem } from '../problem';
import { guessPartnerField, millis, rawIds, readEach, under, utcMoment, utcWritten } from '../records';
import { sweepPage } from '../sweep';
import type { Cursor, Page, PullContext, Row, Stream } from '../types';
import { afterPage, windowOf } from '../window';

/** REST API of EspoCRM, version 1 (https://docs.espocrm.com/development/api). */
export const API = 'api/v1/';
const LIMIT = 200;

export const listSchema = z.object({ list: z.array(z.unknown()) });
const plain = z.nullish(z.union([z.string(), z.number()]));
const recordSchema = z.looseObject({ id: z.string(), modifiedAt: z.nullish(z.string()) });
export type EspoRecord = z.infer<typeof recordSchema>;
const fieldsSchema = z.record(
  z.string(),
  z.looseObject({
    type: z.optional(z.string()),
    required: z.optional(z.boolean()),
    probabilityMap: z.optional(z.record(z.string(), z.number())),
  }),
);
/** PHP writes an empty object as an empty list, and null for an entity that an installation lacks. */
const knownSchema = z.union([fieldsSchema, z.null(), z.array(z.never())]);

export type EntityName = 'Opportunity' | 'Lead' | 'Case' | 'Meeting' | 'Call';

/** A value as a cell; null for nothing and for what is no plain value. */
export const cell = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

type Where = { type: string; attribute: string; value: string };

/** Query of a list with conditions, as PHP reads nested parameters. */
function listQuery(select: string, where: readonly Where[]): Record<string, string | number> {
  const query: Record<string, string | number> = {
    maxSize: LIMIT,
    offset: 0,
    orderBy: 'id',
    order: 'asc',
    select,
  };
  where.forEach((item, i) => {
    for (const [key, value] of Object.entries(item)) query[`where[${i}][${key}]`] = value;
  });
  return query;
}

const beyond = (after: string | null): Where[] =>
  after === null ? [] : [{ type: 'greaterThan', attribute: 'id', value: after }];

/** Fields of an entity with their types and whether they are required; none of one that is not installed. */
export const fields = ({ client, once }: PullContext, entity: EntityName) =>
  once(`fields of ${entity}`, async (): Promise<z.infer<typeof fieldsSchema>> => {
    const known = await client.json(knownSchema, `${API}Metadata`, {
      query: { key: `entityDefs.${entity}.fields` },
    });
    return Array.isArray(known) ? {} : (known ?? {});
  });

/** Field that leads to the partner: the one that is set for opportunities where there is such a one, else the only one that can be. */
export async function partnerField(context: PullContext, entity: EntityName): Promise<string | null> {
  const set = context.settings.partner?.trim();
  const known = await fields(context, entity);
  if (set && Object.hasOwn(known, set)) return set;
  if (set && entity === 'Opportunity')
    throw new SourceProblem(
      'settings',
      `EspoCRM's opportunities have no field "${set}". Enter its name, or leave it empty.`,
    );
  const may = Object.entries(known).filter(([, { type }]) =>
    ['link', 'varchar', 'enum'].includes(type ?? ''),
  );
  return guessPartnerField(may.map(([key]) => ({ key, label: key })));
}

export interface Entity {
  name: EntityName;
  table: string;
  /** In words, for a person. */
  words: string;
  /** Where records of several entities are rows of one table: what tells their ids apart, and the walks over them. */
  prefix?: string;
  /** Attributes to ask for, beside those of the partner. */
  attributes: readonly string[];
  /** Whether those without a field for the partner are of no use; others may lead to one through their deal. */
  partnerOnly: boolean;
  /** @returns null for one that is of no use, or no longer is */
  row(record: EspoRecord, about: About): Row | null;
}

/** What is known of an entity's records besides their own attributes. */
export interface About {
  partner: string | null;
  link: string;
  fields: Awaited<ReturnType<typeof fields>>;
}

/** Whether the installation has the entity, and its records can lead to a partner. */
async function isOfUse(context: PullContext, { name, partnerOnly }: Entity): Promise<boolean> {
  if (Object.keys(await fields(context, name)).length === 0) return false;
  return !partnerOnly || (await partnerField(context, name)) !== null;
}

/** What changed among an entity's records. */
export async function changed(context: PullContext, cursor: Cursor | null, entity: Entity): Promise<Page> {
  const window = windowOf(cursor);
  if (!(await isOfUse(context, entity))) return { rows: {}, cursor: cursor ?? {}, more: false };
  const partner = await partnerField(context, entity.name);
  const known = await fields(context, entity.name);
  const named = partner && known[partner]?.type === 'link' ? `${partner}Name` : partner;
  const select = ['id', 'modifiedAt', ...entity.attributes, ...(named ? [named] : [])].join();
  const since: Where[] =
    window.since === null
      ? []
      : [{ type: 'greaterThanOrEquals', attribute: 'modifiedAt', value: utcWritten(window.since) }];
  const { value, date } = await context.client.answerJson(listSchema, `${API}${entity.name}`, {
    query: listQuery(select, [...since, ...beyond(window.after)]),
  });
  const shape: Record<string, typeof plain> = Object.fromEntries(
    entity.attributes.map((name) => [name, plain]),
  );
  const schema = z.intersection(recordSchema, z.looseObject(shape));
  const { good, bad } = readEach<EspoRecord>(schema, value.list);
  const base = baseAddress(context.settings.address ?? '');
  const rows: Row[] = [];
  const kept: string[] = [];
  const left: string[] = [];
  for (const record of good) {
    const row = entity.row(record, {
      partner: named ? cell(record[named]) : null,
      link: new URL(`#${entity.name}/view/${encodeURIComponent(record.id)}`, base).href,
      fields: known,
    });
    if (row) rows.push(row);
    (row ? kept : left).push((entity.prefix ?? '') + record.id);
  }
  return {
    rows: under(entity.table, rows),
    removed: { [entity.table]: left },
    records: { [entity.table]: kept },
    bad,
    ...afterPage(window, value.list, LIMIT, {
      modified: good.map(({ modifiedAt }) => millis(utcMoment(modifiedAt))),
      date,
    }),
  };
}

/** The walk that finds deleted ones: the API lists none. */
export const present = (entity: Entity, id: string): Stream => ({
  id,
  name: `${entity.words} that are there`,
  everyHours: 24,
  async page(context, cursor) {
    if (!(await isOfUse(context, entity))) return { rows: {}, cursor: {}, more: false };
    const after = typeof cursor?.after === 'string' ? cursor.after : null;
    const { list } = await context.client.json(listSchema, `${API}${entity.name}`, {
      query: listQuery('id', beyond(after)),
    });
    const page = sweepPage(entity.table, after, rawIds(list), list.length === LIMIT);
    const { prefix } = entity;
    if (!prefix || !page.present) return page;
    const { last, ids } = page.present;
    return {
      ...page,
      present: {
        table: entity.table,
        after: prefix + (after ?? ''),
        // Behind every id with this prefix.
        last: prefix + (last ?? '\uffff'),
        ids: ids.map((id) => prefix + id),
      },
    };
  },
});
