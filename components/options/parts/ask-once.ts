/** One question, one worker: for what is seldom asked, so that what was read for it need not stay in memory. */

type Answer<T> = { found: T } | { message: string };

/**
 * Asks a worker that does `answerOnce`, and ends it.
 * @throws Error with what the worker says, or that it did not start
 */
export function askOnce<T>(worker: Worker): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer<T>>) => {
      if ('found' in data) resolve(data.found);
      else reject(new Error(data.message));
    };
    worker.onerror = (event) => reject(new Error(event.message || 'The script that does so did not start.'));
    worker.postMessage(null);
  }).finally(() => worker.terminate());
}

/** Makes this worker answer the question that it is for. */
export function answerOnce<T>(find: () => Promise<T>): void {
  const scope = self as unknown as { onmessage: () => void; postMessage(answer: Answer<T>): void };
  scope.onmessage = () => {
    find().then(
      (found) => scope.postMessage({ found }),
      (error: unknown) =>
        scope.postMessage({ message: error instanceof Error ? error.message : String(error) }),
    );
  };
}
