/** HubSpot's records: how they are asked for, and what several kinds of them share. */
import * as z from 'zod/mini';
import { SourceProblem } from '../problem';
import { everyPage, guessPartnerField, millis, rawIds, readEach } from '../records';
import type { BadRecord, Cursor, Page, PullContext, Stream } from '../types';
import { afterPage, windowOf } from '../window';

/** CRM API of HubSpot, paths of version 3 (https://developers.hubspot.com/docs/api-reference). */
export const OBJECTS = 'crm/v3/objects';
const LIST_LIMIT = 100;
const SEARCH_LIMIT = 200;
/** Records that one batch may name. */
export const MOST_IN_BATCH = 100;

const text = z.nullish(z.string());
const recordSchema = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.nullish(z.string())),
  updatedAt: z.string(),
  createdAt: z.optional(z.string()),
  url: z.optional(z.string()),
});
export type HubspotRecord = z.infer<typeof recordSchema>;
export const pageSchema = z.object({
  results: z.array(z.unknown()),
  paging: z.optional(z.object({ next: z.optional(z.object({ after: z.string() })) })),
});
const propertiesSchema = z.object({
  results: z.array(z.object({ name: z.string(), label: z.string(), hidden: z.optional(z.boolean()) })),
});
const ownersSchema = z.object({
  results: z.array(z.object({ id: z.string(), email: text, firstName: text, lastName: text })),
  paging: z.optional(z.object({ next: z.optional(z.object({ after: z.string() })) })),
});
const schemaSchema = z.object({ requiredProperties: z.array(z.string()) });

export type HubspotType =
  | 'deals'
  | 'companies'
  | 'contacts'
  | 'tickets'
  | 'meetings'
  | 'order'
  | 'commerce_payments'
  | 'line_items';

/** Ids that a property holds, e.g. of records merged into this one. */
export const idList = (ids: string | null | undefined): string[] =>
  (ids ?? '')
    .split(';')
    .map((id) => id.trim())
    .filter(Boolean);

export const fieldsOf = ({ client, once }: PullContext, type: HubspotType) =>
  once(`properties of ${type}`, async () => {
    const { results } = await client.json(propertiesSchema, `crm/v3/properties/${type}`);
    return results;
  });

export const owners = ({ client, once }: PullContext) =>
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

/** Property that names the partner: the one that is set for deals where there is such a one, else the only one that can be. */
export async function partnerProperty(context: PullContext, type: HubspotType): Promise<string | null> {
  const set = context.settings.partner?.trim();
  const fields = await fieldsOf(context, type);
  const known = set
    ? fields.find(({ name, label }) => name === set || label.toLowerCase() === set.toLowerCase())
    : undefined;
  if (known) return known.name;
  if (set && type === 'deals')
    throw new SourceProblem(
      'settings',
      `HubSpot's deals have no property "${set}". Enter its internal name, or leave it empty.`,
    );
  return guessPartnerField(fields.map(({ name, label }) => ({ key: name, label })));
}

/** Labels and names of the properties that an object demands when it is created. */
export async function requiredOf(context: PullContext, type: HubspotType): Promise<string[][]> {
  const { requiredProperties } = await context.client.json(
    schemaSchema,
    `crm-object-schemas/v3/schemas/${type}`,
  );
  const labels = new Map((await fieldsOf(context, type)).map(({ name, label }) => [name, label]));
  return requiredProperties.map((name) => [...new Set([labels.get(name) ?? name, name])]);
}

export interface Objects {
  type: HubspotType;
  table: string;
  /** Tables that a deleted record leaves, by the id that is the first column of their identity; the table when left out. */
  leaves?: readonly string[];
  /** Property of the time of change. */
  modified: 'hs_lastmodifieddate' | 'lastmodifieddate';
  /** Filters of a search; null where these records are not read at all. */
  filters(context: PullContext, since: number | null): Promise<readonly object[] | null>;
  properties(context: PullContext): Promise<readonly string[]>;
  rows(context: PullContext, records: readonly HubspotRecord[]): Promise<Page['rows']>;
  /** What its rows lack because the credential does not reach it. */
  lacks?(context: PullContext): Promise<readonly BadRecord[]>;
  /** Ids among the records that make no row any more. */
  left?(context: PullContext, records: readonly HubspotRecord[]): Promise<string[]>;
}

/**
 * Records that changed, in the order of their ids, each page beyond the last id of the one before: the search gives at
 * most 10,000 results by its own paging, and an edit would move records across its pages.
 */
export async function changed(context: PullContext, cursor: Cursor | null, objects: Objects): Promise<Page> {
  const window = windowOf(cursor);
  const filters = await objects.filters(context, window.since);
  if (!filters) return { rows: {}, cursor: cursor ?? {}, more: false };
  const { value, date } = await context.client.answerJson(pageSchema, `${OBJECTS}/${objects.type}/search`, {
    method: 'POST',
    body: {
      filterGroups: [
        {
          filters: [
            ...filters,
            { propertyName: 'hs_object_id', operator: 'GT', value: window.after ?? '0' },
            ...(window.since === null
              ? []
              : [{ propertyName: objects.modified, operator: 'GTE', value: String(window.since) }]),
          ],
        },
      ],
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      properties: [...(await objects.properties(context)), 'hs_merged_object_ids'],
      limit: SEARCH_LIMIT,
    },
  });
  const { good, bad } = readEach(recordSchema, value.results);
  const merged = good.flatMap(({ properties }) => idList(properties.hs_merged_object_ids));
  const left = (await objects.left?.(context, good)) ?? [];
  const lacks = window.after === null ? await objects.lacks?.(context) : undefined;
  const gone = new Set(left);
  return {
    rows:
      good.length > 0
        ? await objects.rows(
            context,
            good.filter(({ id }) => !gone.has(id)),
          )
        : {},
    // The directory keeps a merged company: what names it means the one that it was merged into.
    removed: objects.table === 'partners' ? {} : goneFrom(objects, [...merged, ...left]),
    bad: [...bad, ...(lacks ?? [])],
    ...afterPage(window, value.results, SEARCH_LIMIT, {
      modified: good.map(({ updatedAt }) => millis(updatedAt)),
      date,
    }),
  };
}

const goneFrom = (
  { table, leaves = [table] }: Objects,
  ids: readonly string[],
): NonNullable<Page['removed']> => Object.fromEntries(leaves.map((one) => [one, ids]));

/** What was deleted. */
export function archived(objects: Objects): Stream {
  const { type } = objects;
  return {
    id: type === 'deals' ? 'archived' : `archived ${type}`,
    name: `deleted ${type}`,
    everyHours: 6,
    async page({ client }, cursor) {
      const after = typeof cursor?.after === 'string' ? cursor.after : undefined;
      const page = await client.json(pageSchema, `${OBJECTS}/${type}`, {
        query: { archived: 'true', limit: LIST_LIMIT, after },
      });
      // Only what says of itself that it is gone.
      const ids = rawIds(
        page.results.filter((record) => (record as { archived?: unknown } | null)?.archived === true),
      );
      const next = page.paging?.next?.after ?? null;
      return { rows: {}, removed: goneFrom(objects, ids), cursor: { after: next }, more: next !== null };
    },
  };
}

/** Stream of what changed among some records. */
export const changesOf = (objects: Objects, name: string, id: string = objects.type): Stream => ({
  id,
  name,
  page: (context, cursor) => changed(context, cursor, objects),
});
