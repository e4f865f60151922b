import { announceChange } from './changes';
import { type RefreshScope, refreshScorecards } from './refresh';

/**
 * Runs a refresh and tells every open view what came of it, until nothing is stale any more: data that changes
 * while a run computes makes the next one.
 * A run that the browser cuts short is taken up when the worker starts again.
 */
export async function keepFresh(scope: RefreshScope = { what: 'stale' }): Promise<void> {
  try {
    for (let next = scope; (await refreshScorecards(next)).ran; next = { what: 'stale' }) {
      await announceChange();
    }
  } catch (error) {
    console.error('Partner Lens could not compute the scorecards.', error);
  }
}
