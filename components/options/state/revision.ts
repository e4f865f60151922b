import { useEffect } from 'react';
import { create } from 'zustand';
import { watchChanges } from '@/lib/messaging/watch';

/** Grows each time partners, limits, rules, facts or scorecards changed, here or in another page. */
const useCounter = create<{ revision: number }>(() => ({ revision: 0 }));

/** The current revision, as the `version` of useLoad. */
export function useRevision(): number {
  return useCounter((state) => state.revision);
}

/** Asks everything on screen again after a change that this page made itself. */
export function refreshAll(): void {
  useCounter.setState(({ revision }) => ({ revision: revision + 1 }));
}

/** Follows the changes that other pages and the background make; mounted once. */
export function useRevisionWatch(): void {
  useEffect(() => watchChanges(refreshAll), []);
}
