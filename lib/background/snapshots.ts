/** Visits to records on the sites where a person asked to remember them, and their way into the facts. */
import { browser } from 'wxt/browser';
import { dayAt } from '../facts/time';
import { fieldChecks } from '../fields/evaluate';
import { historyOf, type RecordHistory } from '../govern/history';
import { stateAfter } from '../govern/snapshot';
import type { PanelView, RememberedSite } from '../messaging/views';
import { takeInVisits, takeOutVisits } from '../seen/take-in';
import { valuesOf } from '../seen/values';
import { getPartner } from '../store/partners';
import { planOf } from '../store/plans';
import { getSetting, getWorkspace, putSetting } from '../store/settings';
import {
  addVisit,
  countSnapshots,
  forgetOldSnapshots,
  forgetSnapshotSite,
  forgetSnapshots,
  isRemembered,
  type SnapshotSite,
  snapshotSite,
  snapshotSites,
  snapshotsOf,
  snapshotsOn,
} from '../store/snapshots';
import { announceChange } from './changes';
import { dataChanged } from './data-changed';
import { exclusively } from './exclusively';
import { rulesInForce } from './rules';
import { isGranted } from './sites';
import { getTabState, type TabState } from './tab-state';
import { keyOf, noteBlanked } from './visits';

/** A page that shows the same for so long, ms, has loaded, and nobody types in it. */
export const SETTLED = 2_000;
/** Alarm that takes visits into the facts: once for all records of some minutes, not once a record. */
export const TAKE_IN = 'take in visits';
const TAKE_IN_MINUTES = 5;
/** Setting: day on which old visits were forgotten last. */
const TIDIED = 'visits tidied';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The same text for the same value: the browser's storage gives objects back with their keys in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/**
 * Whether a reading is what the CRM has stored, as far as one reading tells: everything has loaded, and what stands in
 * inputs was there when the page opened.
 */
function isStored(state: TabState, before: TabState | null): boolean {
  if (state.reading.state !== 'record') return false;
  const { record } = state.reading;
  if (record.fields.some((field) => field.state === 'pending')) return false;
  // A record without an id that is being edited may be a new one.
  return !record.editing || (record.id !== null && keyOf(before) !== keyOf(state));
}

/**
 * Keeps what a visit found on a site where visits are remembered. Waits until the page has shown the same for a while:
 * a page that is loading or typed into makes no history.
 * @param before what the tab showed until now
 * @param wait resolves when the page had its time
 */
export async function noteSnapshot(
  tabId: number,
  state: TabState,
  before: TabState | null,
  view: PanelView,
  wait: () => Promise<void> = () => pause(SETTLED),
): Promise<void> {
  const key = keyOf(state);
  if (key === null || state.reading.state !== 'record' || !isStored(state, before)) return;
  const { origin } = new URL(state.url);
  if (!(await isRemembered(origin))) return;
  await wait();
  const now = await getTabState(tabId);
  if (now?.url !== state.url || canonical(now.reading) !== canonical(state.reading)) return;

  const { record } = state.reading;
  const partner = 'partner' in view ? await getPartner(view.partner.id) : null;
  const checks = fieldChecks(record, await rulesInForce(), {
    partnerType: partner?.type ?? null,
    plan: partner ? await planOf(partner) : [],
  });
  const { currency } = await getWorkspace();
  const known = stateAfter(await snapshotsOf(key)).partnerField ?? null;
  const { crm, kind, id } = record;
  const at = Date.now();
  const isNews = await addVisit({
    key,
    origin,
    url: state.url,
    crm,
    kind,
    id,
    at: new Date(at).toISOString(),
    values: valuesOf(record, checks, known, currency),
  });
  if (!isNews) return;
  const blanked = historyOf(await snapshotsOf(key))?.blanked;
  if (blanked) await noteBlanked(state, view, blanked, at);
  await scheduleTakeIn();
  await announceChange();
}

/** What visits say of the record that a tab shows; null where nothing is remembered of it. */
export async function historyIn(state: TabState | null): Promise<RecordHistory | null> {
  const key = keyOf(state);
  return key === null ? null : historyOf(await snapshotsOf(key));
}

/** Every site whose visits are remembered or were, with how much is kept. */
export async function rememberedSites(): Promise<RememberedSite[]> {
  return Promise.all(
    (await snapshotSites()).map(async (site) => {
      const { origin, on, keepDays } = site;
      return { origin, on, keepDays, ...(await countSnapshots(origin)), waiting: await isWaiting(site) };
    }),
  );
}

/** Whether visits wait to be taken in. */
async function isWaiting({ origin, taken }: SnapshotSite): Promise<boolean> {
  const newest = (await snapshotsOn(origin)).at(-1)?.visit ?? 0;
  return newest > (taken.at(-1)?.to ?? 0);
}

/** Sets the alarm where visits wait; one that is set already stays. */
export async function scheduleTakeIn(): Promise<void> {
  if (await browser.alarms.get(TAKE_IN)) return;
  for (const site of await snapshotSites()) {
    if (!(await isWaiting(site))) continue;
    await browser.alarms.create(TAKE_IN, { delayInMinutes: TAKE_IN_MINUTES });
    return;
  }
}

/** Takes in what waits, of one site or of all; the scorecards follow. @returns whether facts changed */
export async function takeInNow(origin?: string): Promise<boolean> {
  const sites = origin === undefined ? await snapshotSites() : [await snapshotSite(origin)];
  let changed = false;
  for (const site of sites) {
    if (!site) continue;
    const now = new Date().toISOString();
    changed = (await exclusively(() => takeInVisits(site.origin, { now }))) || changed;
  }
  if (changed) await dataChanged();
  return changed;
}

/** Takes in what waits; where that fails, another import running for instance, it is tried again. */
export async function onTakeIn(): Promise<void> {
  try {
    await takeInNow();
  } catch (error) {
    console.error('Partner Lens could not take visits into the figures. It will try again.', error);
  }
  await scheduleTakeIn();
}

/**
 * Once a day: forgets visits that are older than their site keeps, and makes one import a table of what is left: figures move to
 * the new day and are measured anew anyway.
 */
export async function forgetOldVisits(now: number, timeZone: string): Promise<void> {
  const day = dayAt(now, timeZone);
  if ((await getSetting<number | null>(TIDIED, null)) === day) return;
  await putSetting(TIDIED, day);
  const fewer = new Set(await forgetOldSnapshots(now));
  let changed = false;
  for (const { origin, taken } of await snapshotSites()) {
    if (!fewer.has(origin) && taken.length <= 1) continue;
    const options = { now: new Date(now).toISOString(), anew: true };
    changed = (await exclusively(() => takeInVisits(origin, options))) || changed;
  }
  if (changed) await dataChanged();
}

/** Forgets all visits to a site, the rows that were made of them included. @returns how many snapshots went */
export async function forgetVisits(origin: string): Promise<number> {
  const forgotten = await exclusively(async () => {
    const count = await forgetSnapshots(origin);
    return { count, rows: await takeOutVisits(origin) };
  });
  if (forgotten.rows) await dataChanged();
  else await announceChange();
  return forgotten.count;
}

/** Forgets all visits to sites that a person took away, and that they were remembered. */
export async function forgetVisitsElsewhere(): Promise<void> {
  for (const { origin } of await snapshotSites()) {
    if (await isGranted(new URL(origin))) continue;
    await forgetVisits(origin);
    await forgetSnapshotSite(origin);
  }
}
