/** What is remembered of the records that a person opens: required partner fields that were empty, and flags. */
import type { PageRecord } from '../crm/types';
import type { Blanked } from '../govern/history';
import type { Flag, SeenRecord } from '../govern/types';
import { afterVisit, isUnsaved, openFlag, recordKey, shownBy, type Visit } from '../govern/visit';
import type { PanelView } from '../messaging/views';
import { forgetSeenBefore, getSeen, getSeenSettings, putSeen } from '../store/seen';
import type { TabState } from './tab-state';

/** Within this span, ms, a record that looks the same is not written again. */
const SAME_VISIT = 60_000;

/** Key of the record that a tab shows; null where it shows none, or one that was never saved. */
export function keyOf(state: TabState | null): string | null {
  if (state?.reading.state !== 'record' || isUnsaved(state.reading.record)) return null;
  return recordKey(new URL(state.url).origin, state.url, state.reading.record);
}

/** What a person sees of a record at this moment. */
function visitOf(url: string, record: PageRecord, view: PanelView, now: number, fresh: boolean): Visit {
  return {
    origin: new URL(url).origin,
    url,
    record,
    partner: 'partner' in view ? { id: view.partner.id, name: view.partner.name } : null,
    missing: view.missing,
    at: new Date(now).toISOString(),
    fresh,
  };
}

/**
 * Remembers the record that a tab shows now, where there is something to remember.
 * @param before what the tab showed until now
 * @param view what is known about the record
 */
export async function noteVisit(
  state: TabState,
  before: TabState | null,
  view: PanelView,
  now: number,
): Promise<void> {
  const key = keyOf(state);
  if (key === null || state.reading.state !== 'record') return;
  const known = await getSeen(key);
  if (!known && (view.missing.length === 0 || !(await getSeenSettings()).collect)) return;
  const next = afterVisit(known, visitOf(state.url, state.reading.record, view, now, keyOf(before) !== key));
  if (next && !(known && isSame(known, next, now))) await putSeen(next);
}

/** Puts a record whose partner field was emptied between two visits into the worklist. */
export async function noteBlanked(
  state: TabState,
  view: PanelView,
  blanked: Blanked,
  now: number,
): Promise<void> {
  const key = keyOf(state);
  if (key === null || state.reading.state !== 'record') return;
  const visit = { ...visitOf(state.url, state.reading.record, view, now, false), blanked };
  const next = afterVisit(await getSeen(key), visit);
  if (next) await putSeen(next);
}

/** Nothing changed but the time of this look. */
function isSame(known: SeenRecord, next: SeenRecord, now: number): boolean {
  if (now - Date.parse(known.lastSeen) > SAME_VISIT) return false;
  return JSON.stringify({ ...next, lastSeen: known.lastSeen }) === JSON.stringify(known);
}

/**
 * Flags the record that a tab shows, or takes its flag back.
 * @returns false when the tab shows no record that the CRM has
 */
export async function flagRecord(
  state: TabState,
  view: PanelView,
  flag: Flag | null,
  now: number,
): Promise<boolean> {
  const key = keyOf(state);
  if (key === null || state.reading.state !== 'record') return false;
  const visit = visitOf(state.url, state.reading.record, view, now, false);
  const known = await getSeen(key);
  const next = afterVisit(known, visit) ?? bare(key, visit);
  // A row of a list tells less than the record did.
  const stage = next.stage ?? known?.stage ?? null;
  await putSeen({ ...next, stage, flag, ...(flag ? { closed: null, resolved: null } : {}) });
  return true;
}

/** A record that lacks nothing, remembered for its flag alone. */
function bare(key: string, visit: Visit): SeenRecord {
  const { origin, url, record, at } = visit;
  const { crm, kind } = record;
  return {
    key,
    origin,
    url,
    crm,
    kind,
    ...shownBy(visit),
    firstSeen: at,
    lastSeen: at,
    gaps: [],
    flag: null,
    resolved: null,
    closed: null,
  };
}

/** The flag that waits on the record that a tab shows. */
export async function flagOf(state: TabState | null): Promise<Flag | null> {
  const key = keyOf(state);
  return key === null ? null : openFlag(await getSeen(key));
}

/** Forgets what was not seen again within the span that the settings say. */
export async function forgetOldRecords(now: number): Promise<void> {
  const { keepDays } = await getSeenSettings();
  await forgetSeenBefore(new Date(now - keepDays * 86_400_000).toISOString());
}
