/** Computes scorecards in a thread of this page: it lives as long as the tab, the background may be stopped any time. */
import { type RefreshResult, refreshScorecards } from '@/lib/background/refresh';

export type RefreshReport = { ok: true; result: RefreshResult } | { ok: false; message: string };

const scope = self as unknown as { postMessage(report: RefreshReport): void };

refreshScorecards({ what: 'stale' }).then(
  (result) => scope.postMessage({ ok: true, result }),
  (error: unknown) =>
    scope.postMessage({ ok: false, message: error instanceof Error ? error.message : String(error) }),
);
