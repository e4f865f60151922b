/** Looks for partners that may be one, in a thread of its own: with ten thousand a page would stand still. */
import type { Candidate } from '@/lib/identity/candidates';
import { findDuplicates } from './partners/find-duplicates';

export type FoundDuplicates = { found: Candidate[] } | { message: string };

const scope = self as unknown as {
  onmessage: () => void;
  postMessage(answer: FoundDuplicates): void;
};

scope.onmessage = () => {
  findDuplicates().then(
    (found) => scope.postMessage({ found }),
    (error: unknown) =>
      scope.postMessage({ message: error instanceof Error ? error.message : String(error) }),
  );
};
