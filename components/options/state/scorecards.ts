import { create } from 'zustand';
import type { RefreshResult } from '@/lib/background/refresh';
import { request } from '@/lib/messaging/client';
import type { RefreshReport } from '../scorecards.worker';
import { refreshAll } from './revision';

interface ScorecardRefresh {
  state: 'idle' | 'computing' | 'ready' | 'failed';
  /** Scorecards written by the last run. */
  computed: number;
  error: string | null;
}

const IDLE: ScorecardRefresh = { state: 'idle', computed: 0, error: null };

/** Whether the scorecards are being computed after facts changed here. */
export const useScorecardRefresh = create<ScorecardRefresh>(() => IDLE);

const { getState: get, setState: set } = useScorecardRefresh;

/** Brings the scorecards up to date; calls `queued` once a run that is asked for later comes after this one. */
type Compute = (queued: () => void) => Promise<RefreshResult>;

let compute: Compute = computeInWorker;
let again = false;

/** Replaces what computes; for tests. */
export function resetScorecardRefresh(next: Compute = computeInWorker): void {
  compute = next;
  again = false;
  set(IDLE);
}

/** One for the page, begun with the first run; it is asked for one run at a time. */
let worker: Worker | null = null;

function computeInWorker(queued: () => void): Promise<RefreshResult> {
  worker ??= new Worker(new URL('../scorecards.worker.ts', import.meta.url), {
    type: 'module',
    name: 'scorecards',
  });
  const running = worker;
  return new Promise((resolve, reject) => {
    const fail = (message: string) => {
      // What broke may have left anything behind.
      running.terminate();
      worker = null;
      reject(new Error(message));
    };
    running.onmessage = ({ data }: MessageEvent<RefreshReport>) => {
      if (data.type === 'queued') queued();
      else if (data.type === 'done') resolve(data.result);
      else fail(data.message);
    };
    running.onerror = (event) => fail(event.message || 'The script that computes them could not be loaded.');
    running.postMessage(null);
  });
}

/**
 * Facts changed: computes what is stale and tells every open view, first that new figures are on their way and then
 * that they are there. A change during a run makes the next one.
 */
export async function renewScorecards(): Promise<void> {
  again = true;
  if (get().state === 'computing') return;
  set({ state: 'computing', computed: 0, error: null });
  try {
    let computed = 0;
    while (again) {
      again = false;
      // This page's run comes first and the background's then finds nothing to do: a tab lives longer than it.
      const queued = Promise.withResolvers<void>();
      const work = compute(queued.resolve);
      work.then(
        () => queued.resolve(),
        () => queued.resolve(),
      );
      await queued.promise;
      refreshAll();
      await request('data.changed', {});
      computed = Math.max(computed, (await work).computed);
    }
    await request('data.changed', {});
    set({ state: 'ready', computed });
  } catch (error) {
    set({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
  }
  refreshAll();
}
