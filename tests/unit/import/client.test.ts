import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImportClient, pastedFile } from '@/lib/import/client';
import type { AnalysisResult, ImportCommand, ImportProgress, ImportReport } from '@/lib/import/protocol';
import '../store/fixtures';

/** The real worker script in this process: its messages are cloned as between threads. */
async function startWorker() {
  const scope = {
    onmessage: null as ((event: { data: ImportCommand }) => void) | null,
    postMessage: (report: ImportReport) => {
      const data = structuredClone(report);
      queueMicrotask(() => worker.onmessage?.({ data }));
    },
  };
  vi.stubGlobal('self', scope);
  vi.resetModules();
  await import('@/lib/import/worker');
  const worker = {
    onmessage: null as ((event: { data: ImportReport }) => void) | null,
    onerror: null as ((event: { message: string }) => void) | null,
    terminated: false,
    postMessage: (command: ImportCommand) => scope.onmessage?.({ data: command }),
    terminate() {
      worker.terminated = true;
    },
  };
  return worker;
}

const DEALS = 'Deal ID,Partner,Stage\nD1,Nordwind,Won\nD2,Nordwind,Lost\n';

const place = (file: File) => ({ file, path: [] });

function analysed(result: AnalysisResult | undefined) {
  if (!result?.ok) throw new Error(result?.message ?? 'no result');
  return result;
}

describe('the import worker and its client', () => {
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let client: ImportClient;

  beforeEach(async () => {
    worker = await startWorker();
    client = new ImportClient(() => worker as unknown as Worker);
  });

  afterEach(async () => {
    client.close();
    const { database } = await import('@/lib/store/db');
    await database().delete();
    vi.unstubAllGlobals();
  });

  it('look at files, one bad one not stopping the others', async () => {
    const results = await client.analyse([place(pastedFile(DEALS)), place(new File([], 'empty.csv'))]);
    expect(analysed(results[0]).analysis).toMatchObject({ name: 'pasted.csv', rows: 2 });
    expect(analysed(results[0]).proposal.mapping.table).toBe('deals');
    expect(results[1]).toEqual({ ok: false, name: 'empty.csv', message: expect.stringContaining('0 bytes') });
  });

  it('import with progress, remember the mapping and know the file again', async () => {
    const file = pastedFile(DEALS);
    const { analysis, proposal } = analysed((await client.analyse([place(file)]))[0]);
    const seen: ImportProgress[] = [];
    const summary = await client.run(
      [{ file, path: [], format: analysis.format, sha256: analysis.sha256 }],
      proposal.mapping,
      { progress: (progress) => seen.push(progress) },
    );
    expect(summary).toMatchObject({ rowsRead: 2, added: 2, rejected: 0 });
    expect(seen.map(({ phase }) => phase)).toEqual(['reading', 'writing']);
    expect(seen.at(-1)).toMatchObject({
      rows: 2,
      bytes: file.size,
      totalBytes: file.size,
      file: 'pasted.csv',
    });
    const again = analysed((await client.analyse([place(file)]))[0]);
    expect(again.earlier).toEqual([{ importId: summary.id, at: summary.at, table: 'deals' }]);
    expect(again.proposal.remembered).toBe(true);
  });

  it('cancel without a trace', async () => {
    const file = pastedFile(DEALS);
    const { analysis, proposal } = analysed((await client.analyse([place(file)]))[0]);
    const controller = new AbortController();
    const running = client.run(
      [{ file, path: [], format: analysis.format, sha256: analysis.sha256 }],
      proposal.mapping,
      { signal: controller.signal, progress: () => controller.abort() },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    const { database } = await import('@/lib/store/db');
    expect(await database().imports.count()).toBe(0);
  });

  it('say what is wrong', async () => {
    const file = pastedFile(DEALS);
    const { analysis, proposal } = analysed((await client.analyse([place(file)]))[0]);
    const mapping = { ...proposal.mapping, columns: proposal.mapping.columns.slice(1) };
    const files = [{ file, path: [], format: analysis.format, sha256: analysis.sha256 }];
    await expect(client.run(files, mapping)).rejects.toThrow('Deals need Deal id');
    const { database } = await import('@/lib/store/db');
    const full = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
    database().chunks.hook('creating', full);
    await expect(client.run(files, proposal.mapping)).rejects.toThrow('no more room on the disk');
    database().chunks.hook('creating').unsubscribe(full);
    await expect(client.run([], mapping)).rejects.toThrow('Choose at least one file');
  });

  it('report a worker that died, and start another one', async () => {
    const held = new ImportClient(() => ({ ...worker, postMessage: () => undefined }) as unknown as Worker);
    const waiting = held.analyse([place(pastedFile(DEALS))]);
    held.close();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });

    let started = 0;
    const flaky = new ImportClient(() => {
      started++;
      return worker as unknown as Worker;
    });
    const post = worker.postMessage;
    worker.postMessage = () => worker.onerror?.({ message: 'out of memory' });
    await expect(flaky.analyse([place(pastedFile(DEALS))])).rejects.toThrow('out of memory');
    expect(worker.terminated).toBe(true);
    worker.postMessage = post;
    expect((await flaky.analyse([place(pastedFile(DEALS))]))[0]!.ok).toBe(true);
    expect(started).toBe(2);
  });
});
