/**
 * Computes scorecards in a thread of this page: it lives as long as the tab, the background may be stopped any time.
 * It stays, with the facts in its memory: after the next import only what that touches is measured.
 */
import { type RefreshResult, refreshScorecards } from '@/lib/background/refresh';

export type RefreshReport =
  /** The run stands in the queue of all contexts; one that is asked for later comes after it. */
  { type: 'queued' } | { type: 'done'; result: RefreshResult } | { type: 'failed'; message: string };

const scope = self as unknown as {
  postMessage(report: RefreshReport): void;
  onmessage: (() => void) | null;
};

scope.onmessage = () => {
  refreshScorecards({ what: 'stale' }).then(
    (result) => scope.postMessage({ type: 'done', result }),
    (error: unknown) =>
      scope.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
  scope.postMessage({ type: 'queued' });
};
