/** Brings lessons into the pages of their sites, and keeps what is being taught in a tab. */
import { browser } from 'wxt/browser';
import type { Draft, Lesson } from '../crm/taught/lesson';
import type { PageReading } from '../crm/types';
import { RequestError } from '../messaging/errors';
import type { Asker } from '../messaging/server';
import { lessonsOf, noteLesson } from '../store/lessons';
import { tabOf } from './asker';
import { pageOf, putScript } from './scripts';
import { isGranted, webOrigin } from './sites';
import { tabsWithState } from './tab-state';

/** Puts lessons into effect beside the reader. */
const READ = '/taught/read.js';
/** Lets a person teach. */
const TEACH = '/taught/teach.js';

/** What is being taught in a tab; in session storage, because the next record may be another document. */
export interface Teaching {
  origin: string;
  draft: Draft | null;
  /** Lesson to repair. */
  repair: string | null;
}

const keyOf = (tabId: number): string => `teach:${tabId}`;

export async function getTeaching(tabId: number, origin: string): Promise<Teaching | null> {
  const stored = (await browser.storage.session.get(keyOf(tabId)))[keyOf(tabId)] as Teaching | undefined;
  return stored?.origin === origin ? stored : null;
}

export async function setTeaching(tabId: number, teaching: Teaching | null): Promise<void> {
  if (teaching) await browser.storage.session.set({ [keyOf(tabId)]: teaching });
  else await browser.storage.session.remove(keyOf(tabId));
}

/**
 * The tab that asks and what is being taught there.
 * @throws RequestError `refused` where nobody started to teach
 */
export async function teachingOf(asker: Asker): Promise<{ tabId: number; teaching: Teaching }> {
  const tabId = tabOf(asker);
  const url = webOrigin(asker.url);
  const teaching = url && (await isGranted(url)) ? await getTeaching(tabId, url.origin) : null;
  if (!teaching) throw new RequestError('refused', 'Nothing is being taught in this tab. Start again.');
  return { tabId, teaching };
}

/** Hands a page the lessons of its site; none are the end of those it had. */
async function hand(tabId: number, lessons: readonly Lesson[]): Promise<void> {
  await browser.scripting.executeScript({
    target: pageOf(tabId),
    func: (data: readonly Lesson[]) => {
      (globalThis as { partnerLensLessons?: readonly Lesson[] }).partnerLensLessons = data;
    },
    args: [lessons],
  });
  await putScript(tabId, READ);
}

/** What a page with a new reader needs besides: its site's lessons, and the rest of a teaching that goes on. */
export async function resumeLessons(tabId: number, origin: string): Promise<void> {
  const lessons = await lessonsOf(origin);
  if (lessons.length > 0) await hand(tabId, lessons);
  if (await getTeaching(tabId, origin)) await openTeaching(tabId);
}

export const openTeaching = (tabId: number): Promise<void> => putScript(tabId, TEACH);

/** Hands the lessons of a site to its open pages. */
export async function renewLessons(origin: string): Promise<void> {
  const lessons = await lessonsOf(origin);
  const tabs = await Promise.all(
    (await tabsWithState()).map((tabId) => browser.tabs.get(tabId).catch(() => null)),
  );
  const theirs = tabs.filter((tab) => tab?.id !== undefined && webOrigin(tab.url)?.origin === origin);
  // A tab that closes meanwhile needs none.
  await Promise.all(theirs.map((tab) => hand(tab!.id!, lessons).catch(() => {})));
}

/** Notes what a visit found of the lesson that its page was read with. */
export async function noteReading(origin: string, reading: PageReading, now: number): Promise<void> {
  const at = new Date(now).toISOString();
  if (reading.state === 'unrecognised' && reading.lesson !== undefined)
    await noteLesson(origin, reading.lesson, { state: 'lost', weak: [] }, at);
  if (reading.state !== 'record' || !reading.record.taught) return;
  const { lesson, weak } = reading.record.taught;
  await noteLesson(origin, lesson, { state: weak.length ? 'degraded' : 'ok', weak }, at);
}
