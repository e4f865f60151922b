/** Pipedrive's lists, version 2 of its API, users and leads in version 1 (https://developers.pipedrive.com/docs/api/v1). */
import * as z from 'zod/mini';
import { SourceProblem } from '../problem';
import { everyPage, millis, readEach } from '../records';
import type { Cursor, Page, PullContext } from '../types';
import { advance, windowOf } from '../window';

export const V2 = 'api/v2';
export const LIMIT = 500;

export const text = z.nullish(z.string());
export const number = z.nullish(z.number());
export const pageSchema = z.object({
  data: z.nullish(z.array(z.unknown())),
  additional_data: z.nullish(z.object({ next_cursor: text })),
});

/** Everything of a list, page by page; what cannot be read is left out. */
export function all<T>(
  { client }: PullContext,
  schema: z.ZodMiniType<T>,
  path: string,
  query: Record<string, string | number> = {},
): Promise<T[]> {
  return everyPage(client.host, async (cursor) => {
    const { data, additional_data } = await client.json(pageSchema, path, {
      query: { limit: LIMIT, ...query, cursor: cursor ?? undefined },
    });
    return { items: readEach(schema, data ?? []).good, next: additional_data?.next_cursor ?? null };
  });
}

/**
 * Records of a list that changed; the service's own cursor stands for a place, so edits move nothing across its pages.
 * @param rowsOf what the records of one page say
 */
export async function changed<T extends { update_time?: string | null | undefined }>(
  context: PullContext,
  cursor: Cursor | null,
  path: string,
  schema: z.ZodMiniType<T>,
  rowsOf: (records: readonly T[]) => Promise<Pick<Page, 'rows' | 'removed' | 'records'>>,
): Promise<Page> {
  const window = windowOf(cursor);
  const { value, status, date } = await context.client.answerJson(pageSchema, path, {
    query: {
      limit: LIMIT,
      sort_by: 'id',
      sort_direction: 'asc',
      updated_since:
        window.since === null ? undefined : new Date(window.since).toISOString().slice(0, 19).concat('Z'),
      cursor: window.after ?? undefined,
    },
    accept: window.after === null ? [] : [400],
  });
  if (status === 400) {
    if (window.again === true)
      throw new SourceProblem(
        'answer',
        `${context.client.host} refuses its own cursor, also after a new start.`,
      );
    // A place of days ago is known no more: the window is read from its beginning, once.
    return { rows: {}, cursor: { ...window, after: null, again: true }, more: true };
  }
  const { good, bad } = readEach(schema, value.data ?? []);
  const next = value.additional_data?.next_cursor ?? null;
  return {
    ...(await rowsOf(good)),
    bad,
    cursor: advance(window, {
      modified: good.map(({ update_time }) => millis(update_time)),
      last: next,
      more: next !== null,
      date,
    }),
    more: next !== null,
  };
}
