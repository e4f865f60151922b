import type { Candidate } from '@/lib/identity/candidates';
import type { FoundDuplicates } from '../duplicates.worker';

/** One question, one worker: it is seldom asked, and what it read need not stay in memory. */
function inWorker(): Promise<Candidate[]> {
  const worker = new Worker(new URL('../duplicates.worker.ts', import.meta.url), {
    type: 'module',
    name: 'duplicates',
  });
  return new Promise<Candidate[]>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FoundDuplicates>) => {
      if ('found' in data) resolve(data.found);
      else reject(new Error(data.message));
    };
    worker.onerror = (event) => reject(new Error(event.message || 'The script that does so did not start.'));
    worker.postMessage(null);
  }).finally(() => worker.terminate());
}

let ask: () => Promise<Candidate[]> = inWorker;

/** Replaces what looks for them; for tests. */
export function resetDuplicates(next: () => Promise<Candidate[]> = inWorker): void {
  ask = next;
}

/** Asks for partners that may be one. */
export const askDuplicates = (): Promise<Candidate[]> => ask();
