/**
 * Reading what changed since the last time without missing a change that happens meanwhile.
 *
 * Records are asked for in the order of their ids, beyond the last one that was read: an edit then never moves a
 * record across a page, as it does where pages are counted or sorted by the time of change. The next window begins
 * where this one began, by the server's own clock; a record that changes meanwhile is in it again, which changes
 * nothing when it was read already.
 */
import { rawIds } from './records';
import type { Cursor } from './types';

/** How far a window reaches back beyond the last: search indexes lag, and several servers have several clocks. */
export const OVERLAP = 10 * 60_000;

export interface Window extends Cursor {
  /** Changes from here on, milliseconds since the epoch by the clock that stamps the records; null = everything. */
  since: number | null;
  /** Id beyond which to go on; null at the beginning of a window. */
  after: string | null;
  /** The server's time when the window was begun; null where it tells none. */
  begun: number | null;
  /** The same of the window before. */
  before: number | null;
  /** Latest time of change among the records read; null before any. */
  seen: number | null;
}

/** The window that a stored cursor stands in. */
export function windowOf(cursor: Cursor | null): Window {
  return { since: null, after: null, begun: null, before: null, seen: null, ...cursor };
}

export interface WindowStep {
  /** Times of change of the records read, milliseconds since the epoch; null where a record tells none. */
  modified: readonly (number | null)[];
  /** Id of the last one; null when there was none. */
  last: string | null;
  more: boolean;
  /** The server's time of the answer. */
  date: number | null;
}

/** The window after one page of it; the next window once there is no more. */
export function advance(window: Window, { modified, last, more, date }: WindowStep): Window {
  const times = modified.filter((time): time is number => time !== null && Number.isFinite(time));
  const latest = times.length > 0 ? Math.max(...times) : null;
  // Without a clock, the latest change on the first page is the best lower bound of when it was read.
  const begun = window.begun ?? date ?? latest;
  const seen = latest === null ? window.seen : Math.max(window.seen ?? latest, latest);
  if (more && last !== null) return { ...window, begun, seen, after: last };
  return { since: nextSince(window, begun, seen), after: null, begun: null, before: begun, seen: null };
}

/**
 * Where a stream goes on behind one page of its window.
 * @param list the page's records as they came; a full one has another behind it
 */
export function afterPage(
  window: Window,
  list: readonly unknown[],
  limit: number,
  step: Pick<WindowStep, 'modified' | 'date'>,
): { cursor: Window; more: boolean } {
  const more = list.length === limit;
  return { cursor: advance(window, { ...step, last: rawIds(list).at(-1) ?? null, more }), more };
}

/**
 * Where the next window begins. The clock of a proxy may be ahead of the one that stamps the records, so neither is
 * believed alone: that clock had reached the latest change, and it has gone on since as long as the other has.
 */
function nextSince({ since, before }: Window, begun: number | null, seen: number | null): number | null {
  if (begun === null) return since;
  const passed = since === null || before === null ? null : since + OVERLAP + Math.max(0, begun - before);
  const reached = Math.max(seen ?? Number.NEGATIVE_INFINITY, passed ?? Number.NEGATIVE_INFINITY);
  if (reached === Number.NEGATIVE_INFINITY) return since;
  return Math.max(since ?? Number.NEGATIVE_INFINITY, Math.min(begun, reached) - OVERLAP);
}
