import type { Candidate } from '@/lib/identity/candidates';
import { askOnce } from '../parts/ask-once';
import type { Cards, ListedPartner } from './directory';

interface Finders {
  directory: () => Promise<ListedPartner[]>;
  cards: () => Promise<Cards>;
  /** Partners that may be one. */
  duplicates: () => Promise<Candidate[]>;
}

const inWorkers: Finders = {
  directory: () =>
    askOnce(
      new Worker(new URL('../directory.worker.ts', import.meta.url), { type: 'module', name: 'directory' }),
    ),
  cards: () =>
    askOnce(new Worker(new URL('../cards.worker.ts', import.meta.url), { type: 'module', name: 'cards' })),
  duplicates: () =>
    askOnce(
      new Worker(new URL('../duplicates.worker.ts', import.meta.url), { type: 'module', name: 'duplicates' }),
    ),
};

let finders = inWorkers;

/** Replaces the workers; for tests. */
export function resetFinders(next: Finders = inWorkers): void {
  finders = next;
}

export const askDirectory = (): Promise<ListedPartner[]> => finders.directory();
export const askCards = (): Promise<Cards> => finders.cards();
export const askDuplicates = (): Promise<Candidate[]> => finders.duplicates();
