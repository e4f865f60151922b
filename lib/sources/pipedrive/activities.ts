/** Pipedrive's activities of deals: meetings and calls. */
import * as z from 'zod/mini';
import { meetingKind, meetingOutcome } from '../meetings';
import { rawIds, under } from '../records';
import { sweepPage } from '../sweep';
import type { Row, Stream } from '../types';
import { changed, LIMIT, number, pageSchema, text, V2 } from './pages';

const schema = z.object({
  id: z.int(),
  subject: text,
  type: text,
  deal_id: number,
  due_date: text,
  due_time: text,
  done: z.nullish(z.boolean()),
  is_deleted: z.optional(z.boolean()),
  update_time: text,
});
type Activity = z.infer<typeof schema>;

/** Types in which nobody talks with anybody; what a company adds of its own is taken for a meeting. */
const ALONE = new Set(['task', 'deadline', 'email']);

/** When it is due, in UTC; an activity without a time of day is that day. */
function scheduled({ due_date: day, due_time: time }: Activity): string | null {
  if (!day) return null;
  const clock = /^\d{2}:\d{2}/.exec(time ?? '')?.[0];
  return clock ? `${day}T${clock}:00Z` : day;
}

/** An activity as a meeting of its deal; null for what is none. */
function meeting(activity: Activity): Row | null {
  const { id, deal_id: deal, type, subject, done } = activity;
  const at = scheduled(activity);
  if (typeof deal !== 'number' || at === null || ALONE.has(type ?? '')) return null;
  const kind = meetingKind(type, subject);
  // One that is not done may be to come, or nobody marked it.
  return {
    meeting: String(id),
    deal: String(deal),
    scheduled: at,
    kind,
    outcome: meetingOutcome(kind, done === true ? true : null),
  };
}

export const activities: Stream = {
  id: 'activities',
  name: 'meetings and calls',
  page: (context, cursor) =>
    changed(context, cursor, `${V2}/activities`, schema, async (records) => {
      const rows: Row[] = [];
      const gone: string[] = [];
      for (const activity of records) {
        const row = activity.is_deleted ? null : meeting(activity);
        if (row) rows.push(row);
        // It may have been one before: its deal taken off, another type, deleted.
        else gone.push(String(activity.id));
      }
      return {
        rows: under('meetings', rows),
        removed: { meetings: gone },
        records: { meetings: rows.map(({ meeting: one }) => one!) },
      };
    }),
};

/** The walk that finds deleted ones: a list of changes need not name them. */
export const presentActivities: Stream = {
  id: 'present activities',
  name: 'meetings and calls that are there',
  everyHours: 24,
  async page({ client }, cursor) {
    const after = typeof cursor?.after === 'string' ? cursor.after : null;
    const { value, status } = await client.answerJson(pageSchema, `${V2}/activities`, {
      query: {
        limit: LIMIT,
        sort_by: 'id',
        sort_direction: 'asc',
        cursor: typeof cursor?.place === 'string' ? cursor.place : undefined,
      },
      accept: after === null ? [] : [400],
    });
    // A place of days ago is known no more: the walk begins again, and has taken nothing out.
    if (status === 400) return { rows: {}, cursor: {}, more: true };
    const place = value.additional_data?.next_cursor ?? null;
    const page = sweepPage('meetings', after, rawIds(value.data ?? []), place !== null);
    return { ...page, cursor: { ...page.cursor, place } };
  },
};
