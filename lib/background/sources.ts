/** Runs sources: by their schedule, when asked, and from where a stopped worker left off. */
import { browser } from 'wxt/browser';
import type { SourceView } from '../messaging/source-views';
import { hostPattern } from '../sources/address';
import type { Surroundings } from '../sources/client';
import { sourceKind } from '../sources/registry';
import { LONGEST_WAIT, type RunSurroundings, runSource } from '../sources/run';
import { getPolicy } from '../store/policy';
import { originsOfSecrets } from '../store/secrets';
import { listSources, runsOf, type StoredSource } from '../store/sources';
import { announceChange } from './changes';
import { dataChanged } from './data-changed';

const ALARM = 'source:';
/** A run looks alive for this long after it was begun; then an alarm looks whether the worker was stopped. */
const LOOK_AGAIN_MINUTES = 1;
/** Calls of the browser keep a worker awake for half a minute each. */
const AWAKE = 20_000;
/** Runs that a view shows. */
const SHOWN = 10;
const SHOWN_BAD = 20;

/** Waits; a stopped run stops waiting. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** The network as a client of ours may use it. */
export const network: Surroundings = {
  fetch: (...args) => globalThis.fetch(...args),
  wait,
  random: () => Math.random(),
};

export const mayAsk = (pattern: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [pattern] });

/** Runs of this worker; when it stops they are gone with it, and their pages are kept. */
const running = new Map<string, { stop: AbortController; ended: Promise<void> }>();

const nameOf = (id: string): string => `${ALARM}${id}`;

async function setAlarm(id: string, nextAt: number | null): Promise<void> {
  if (nextAt === null) await browser.alarms.clear(nameOf(id));
  else await browser.alarms.create(nameOf(id), { when: Math.max(nextAt, Date.now() + 1_000) });
}

/** Starts a run unless one is under way. @returns when it has ended, however it did */
export function startRun(id: string, part: Partial<RunSurroundings> = {}): Promise<void> {
  const known = running.get(id);
  if (known) return known.ended;
  const stop = new AbortController();
  const awake = setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE);
  const over = () => {
    clearInterval(awake);
    running.delete(id);
  };
  const work = async () => {
    if ((await getPolicy()).off.includes('sources')) return over();
    // It comes when the worker was stopped in between.
    await browser.alarms.create(nameOf(id), {
      delayInMinutes: LOOK_AGAIN_MINUTES,
      periodInMinutes: LOOK_AGAIN_MINUTES,
    });
    void announceChange();
    try {
      const changed = await runSource(id, {
        ...network,
        now: () => Date.now(),
        allowed: mayAsk,
        signal: stop.signal,
        ...part,
      });
      if (changed) await dataChanged();
    } catch (error) {
      // Its text may quote what the service said; the run's own record has it, without the credential.
      if (!stop.signal.aborted)
        console.error('Partner Lens: a source could not be run.', (error as Error)?.name);
    } finally {
      over();
      const source = (await listSources()).find((one) => one.id === id);
      await setAlarm(id, source && !source.paused ? source.nextAt : null);
      await announceChange();
    }
  };
  const ended = work();
  running.set(id, { stop, ended });
  return ended;
}

/** No run by itself any more. */
export async function unschedule(id: string): Promise<void> {
  await stopRun(id);
  await setAlarm(id, null);
}

/** Stops the run under way; what came is kept and the next one goes on from there. */
export async function stopRun(id: string): Promise<void> {
  const known = running.get(id);
  known?.stop.abort(new DOMException('The run was stopped.', 'AbortError'));
  await known?.ended;
}

/** An alarm of ours? Then its source runs. */
export function onSourceAlarm(name: string): boolean {
  if (!name.startsWith(ALARM)) return false;
  void startRun(name.slice(ALARM.length));
  return true;
}

/** Sets the alarms, which browsers may forget when they restart, and takes up runs that were cut short. */
export async function scheduleSources(): Promise<void> {
  for (const source of await listSources()) {
    if (source.paused) continue;
    if (source.run) void startRun(source.id);
    else if (source.nextAt !== null) {
      // A clock that was set back would let it wait for as long.
      const stuck = source.nextAt > Date.now() + LONGEST_WAIT;
      if (stuck || !(await browser.alarms.get(nameOf(source.id))))
        await setAlarm(source.id, stuck ? 0 : source.nextAt);
    }
  }
}

/** Host, origin and pattern that a source asks; null where its settings name none or its kind is unknown. */
export function hostOf({ kind, settings }: Pick<StoredSource, 'kind' | 'settings'>): {
  host: string;
  origin: string;
  pattern: string;
} | null {
  try {
    const base = sourceKind(kind).base(settings);
    const { host, origin } = new URL(base);
    return { host, origin, pattern: hostPattern(base) };
  } catch {
    return null;
  }
}

/** Every source as the options page shows it, by name. */
export async function sourceViews(): Promise<SourceView[]> {
  const secrets = await originsOfSecrets();
  const views = (await listSources()).map(async (source): Promise<SourceView> => {
    const { id, kind, name, settings, everyMinutes, paused, trouble, nextAt, required } = source;
    const host = hostOf(source);
    const runs = (await runsOf(id)).slice(0, SHOWN);
    return {
      id,
      kind,
      name,
      settings,
      everyMinutes,
      paused,
      trouble,
      nextAt,
      hasCredential: host !== null && secrets.get(id) === host.origin,
      host: host?.host ?? null,
      granted: host !== null && (await mayAsk(host.pattern)),
      running: running.has(id),
      required: required?.fields.length ?? 0,
      runs: runs.map((run) => ({ ...run, bad: run.bad.slice(0, SHOWN_BAD) })),
    };
  });
  return (await Promise.all(views)).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
