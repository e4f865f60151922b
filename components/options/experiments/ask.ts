import type { ExperimentAnswer, ExperimentKind, ExperimentQuestion } from '@/lib/background/experiments';
import type { AnsweredExperiment, AskedExperiment } from '../experiments.worker';

export type AskExperiment = <K extends ExperimentKind>(
  question: ExperimentQuestion<K>,
) => Promise<ExperimentAnswer<K>>;

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

/** Asks a worker that stays as long as the page: it keeps the facts. */
function inWorker(): AskExperiment {
  let worker: Worker | null = null;
  let turn = 0;
  const waiting = new Map<number, Waiting>();
  const start = (): Worker => {
    const started = new Worker(new URL('../experiments.worker.ts', import.meta.url), {
      type: 'module',
      name: 'experiments',
    });
    started.onmessage = ({ data }: MessageEvent<AnsweredExperiment>) => {
      const asked = waiting.get(data.turn);
      waiting.delete(data.turn);
      if ('answer' in data) asked?.resolve(data.answer as never);
      else asked?.reject(new Error(data.message));
    };
    started.onerror = (event) => {
      const error = new Error(
        event.message || 'The figures could not be computed: the worker did not start.',
      );
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      started.terminate();
      worker = null;
    };
    return started;
  };
  return (question) =>
    new Promise((resolve, reject) => {
      worker ??= start();
      const asked: AskedExperiment = { turn: ++turn, question: question as ExperimentQuestion };
      waiting.set(asked.turn, { resolve, reject });
      worker.postMessage(asked);
    });
}

let ask: AskExperiment = inWorker();

/** Replaces what computes; for tests. */
export function resetExperiments(next: AskExperiment = inWorker()): void {
  ask = next;
}

/** Asks for cohorts, an experiment, or the rows behind one of their figures. */
export const askExperiment: AskExperiment = (question) => ask(question);
