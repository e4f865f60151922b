/** The page's side of the import worker. */
import type { Forecast } from './forecast';
import type { FilePart } from './formats/open';
import type { Mapping } from './mapping';
import type {
  AnalysisResult,
  FileToImport,
  ImportCommand,
  ImportProgress,
  ImportReport,
  TablePlace,
} from './protocol';
import type { ImportSummary } from './run';

export interface JobOptions {
  /** Cancels the job: an import then leaves the database as it was. */
  signal?: AbortSignal;
  progress?: (progress: ImportProgress) => void;
}

interface Job {
  resolve(value: never): void;
  reject(error: Error): void;
  progress?: (progress: ImportProgress) => void;
}

type Command<C = ImportCommand> = C extends { job: number } ? Omit<C, 'job'> : never;

/** Pasted text as a file. */
export function pastedFile(text: string): File {
  return new File([text], 'pasted.csv', { type: 'text/csv' });
}

function createWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'import' });
}

/** Starts the worker at first use and again should it have died. */
export class ImportClient {
  #worker: Worker | null = null;
  #jobs = new Map<number, Job>();
  #last = 0;

  /** @param start makes the worker; tests pass their own */
  constructor(private readonly start: () => Worker = createWorker) {}

  /**
   * Which tables a file holds.
   * @throws Error in words when there is none that could be imported
   */
  open(file: File, options: JobOptions = {}): Promise<FilePart[]> {
    return this.#run({ type: 'open', file }, options);
  }

  /** Looks at every file; one that cannot be read does not stop the others. */
  analyse(files: readonly TablePlace[], options: JobOptions = {}): Promise<AnalysisResult[]> {
    return this.#run({ type: 'analyse', files: [...files] }, options);
  }

  /** What an import of these files would do; nothing is written. */
  foresee(files: readonly FileToImport[], mapping: Mapping, options: JobOptions = {}): Promise<Forecast> {
    return this.#run({ type: 'foresee', files: [...files], mapping }, options);
  }

  /**
   * Imports files that share the mapping's headers.
   * @throws DOMException `AbortError` when cancelled
   */
  run(files: readonly FileToImport[], mapping: Mapping, options: JobOptions = {}): Promise<ImportSummary> {
    return this.#run({ type: 'run', files: [...files], mapping }, options);
  }

  /** Ends the worker; jobs under way are cancelled. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#fail(new DOMException('The import was cancelled.', 'AbortError'));
  }

  #run<T>(command: Command, { signal, progress }: JobOptions): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      signal?.throwIfAborted();
      const job = ++this.#last;
      const cancel = () => this.#worker?.postMessage({ type: 'cancel', job } satisfies ImportCommand);
      signal?.addEventListener('abort', cancel, { once: true });
      const end = () => signal?.removeEventListener('abort', cancel);
      this.#jobs.set(job, {
        resolve: (value) => {
          end();
          resolve(value);
        },
        reject: (error) => {
          end();
          reject(error);
        },
        progress,
      });
      this.#open().postMessage({ ...command, job } as ImportCommand);
    });
  }

  #open(): Worker {
    if (this.#worker) return this.#worker;
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<ImportReport>) => this.#receive(data);
    worker.onerror = (event) => {
      worker.terminate();
      this.#worker = null;
      const what = event.message || 'its script could not be loaded';
      this.#fail(new Error(`The import stopped (${what}). Nothing was imported: start it again.`));
    };
    this.#worker = worker;
    return worker;
  }

  #receive(report: ImportReport) {
    const job = this.#jobs.get(report.job);
    if (!job) return;
    if (report.type === 'progress') {
      job.progress?.(report.progress);
      return;
    }
    this.#jobs.delete(report.job);
    if (report.type === 'opened') job.resolve(report.parts as never);
    else if (report.type === 'analysed') job.resolve(report.results as never);
    else if (report.type === 'done') job.resolve(report.summary as never);
    else if (report.type === 'foreseen') job.resolve(report.forecast as never);
    else if (report.name === 'AbortError')
      job.reject(new DOMException('The import was cancelled.', 'AbortError'));
    else job.reject(new Error(report.message));
  }

  #fail(error: Error) {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const job of jobs) job.reject(error);
  }
}
