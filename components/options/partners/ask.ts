import type { Candidate } from '@/lib/identity/candidates';
import { askOnce } from '../parts/ask-once';
import type { Directory } from './list-directory';

interface Finders {
  directory: () => Promise<Directory>;
  /** Partners that may be one. */
  duplicates: () => Promise<Candidate[]>;
}

const inWorkers: Finders = {
  directory: () =>
    askOnce(
      new Worker(new URL('../directory.worker.ts', import.meta.url), { type: 'module', name: 'directory' }),
    ),
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

export const askDirectory = (): Promise<Directory> => finders.directory();
export const askDuplicates = (): Promise<Candidate[]> => finders.duplicates();
