import { vi } from 'vitest';
import { ImportClient } from '@/lib/import/client';
import type { ImportCommand, ImportReport } from '@/lib/import/protocol';

/** The importer's own worker code, run in this thread: the DOM of the tests has no workers. */
export async function importClient(): Promise<ImportClient> {
  const worker = {
    onmessage: null as ((event: { data: ImportReport }) => void) | null,
    onerror: null,
    terminate() {},
    postMessage(command: ImportCommand) {
      (self.onmessage as unknown as (event: { data: ImportCommand }) => void)({ data: command });
    },
  };
  vi.stubGlobal('postMessage', (report: ImportReport) => worker.onmessage?.({ data: report }));
  await import('@/lib/import/worker');
  return new ImportClient(() => worker as never);
}

/** A client whose worker dies at the first command. */
export function dyingClient(message: string): ImportClient {
  return new ImportClient(() => {
    const worker = {
      onmessage: null,
      onerror: null as ((event: { message: string }) => void) | null,
      terminate() {},
      postMessage: () => queueMicrotask(() => worker.onerror?.({ message })),
    };
    return worker as never;
  });
}

export function csv(name: string, ...lines: string[]): File {
  return new File([`${lines.join('\n')}\n`], name, { type: 'text/csv' });
}

/** A file whose reading stops from the moment that `hold` is called until `release` is. */
export function heldFile(name: string, ...lines: string[]) {
  const file = csv(name, ...lines);
  let gate: Promise<void> | null = null;
  let open: () => void = () => {};
  const waiting = { reads: 0 };
  const slice = file.slice.bind(file);
  file.slice = (start?: number, end?: number) => {
    const part = slice(start, end);
    const read = part.arrayBuffer.bind(part);
    part.arrayBuffer = async () => {
      if (gate) {
        waiting.reads++;
        await gate;
      }
      return read();
    };
    return part;
  };
  return {
    file,
    /** Reads that wait now. */
    waiting,
    hold() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    release() {
      gate = null;
      open();
    },
  };
}
