/** Dedicated worker of the options page: looks at files and imports them, so that the page never stalls. */
import { listBegun } from '@/lib/store/begun';
import { importsOfFile } from '@/lib/store/imports';
import { getMapping } from '@/lib/store/mappings';
import { getWorkspace } from '@/lib/store/settings';
import { listUnfinished } from '@/lib/store/staging';
import { analyseFile } from './analyse';
import { foresee } from './forecast';
import { openPart, partName, partsOf } from './formats/open';
import type { Mapping } from './mapping';
import type { Progress } from './meter';
import { propose } from './propose';
import type {
  AnalysisResult,
  FileToImport,
  ImportCommand,
  ImportPhase,
  ImportReport,
  TablePlace,
} from './protocol';
import { runImport } from './run';

const scope = self as unknown as {
  postMessage(report: ImportReport): void;
  onmessage: ((event: MessageEvent<ImportCommand>) => void) | null;
};

const running = new Map<number, AbortController>();

/** Lets waiting messages in: a cancel is one. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

function teller(job: number, phase: ImportPhase, file: string) {
  return async (progress: Progress) => {
    scope.postMessage({ type: 'progress', job, progress: { ...progress, phase, file } });
    await breathe();
  };
}

async function analyse(places: readonly TablePlace[], job: number, signal: AbortSignal) {
  const results: AnalysisResult[] = [];
  for (const { file, path } of places) {
    const name = partName(file.name, path);
    try {
      const source = await openPart(file, path);
      const analysis = await analyseFile(source, { signal, progress: teller(job, 'analysing', name) });
      // How a file was being read when its import was cut off goes before how such files were read last.
      const begun = (await listUnfinished()).find(({ files: [one] }) => one?.sha256 === analysis.sha256);
      const waiting = (await listBegun()).find(({ sha256 }) => sha256 === analysis.sha256);
      const known = begun?.plan ?? waiting ?? (await getMapping(analysis.signature));
      const workspace = await getWorkspace();
      const proposal = propose(analysis, workspace, undefined, known?.mapping as Mapping | undefined);
      const earlier = (await importsOfFile(analysis.sha256)).map((row) => ({
        importId: row.id!,
        at: row.at,
        table: row.table,
      }));
      results.push({ ok: true, analysis, proposal, earlier });
    } catch (error) {
      signal.throwIfAborted();
      results.push({ ok: false, name, message: messageOf(error) });
    }
  }
  return results;
}

function opened(files: readonly FileToImport[]) {
  return Promise.all(
    files.map(async ({ file, path, format, sha256 }) => ({
      source: await openPart(file, path),
      format,
      sha256,
    })),
  );
}

async function run(files: readonly FileToImport[], mapping: Mapping, job: number, signal: AbortSignal) {
  const [first] = files;
  if (!first) throw new Error('Choose at least one file to import.');
  const name = files.length === 1 ? partName(first.file.name, first.path) : `${files.length} files`;
  let last: Progress = { rows: 0, bytes: 0, totalBytes: 0, rowsPerSecond: 0 };
  const tell = teller(job, 'reading', name);
  return runImport(await opened(files), mapping, {
    signal,
    progress(progress) {
      last = progress;
      return tell(progress);
    },
    writing: () => teller(job, 'writing', name)(last),
  });
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = (error as { inner?: unknown }).inner;
  const names = [error.name, error.message, inner instanceof Error ? inner.name : ''];
  if (names.some((name) => /quota/i.test(name)))
    return 'The browser gives no more room on the disk. Nothing was imported: free some space or undo older imports.';
  return error.message;
}

async function handle(command: Exclude<ImportCommand, { type: 'cancel' }>): Promise<void> {
  const { job } = command;
  const controller = new AbortController();
  running.set(job, controller);
  try {
    if (command.type === 'open') {
      scope.postMessage({ type: 'opened', job, parts: await partsOf(command.file) });
    } else if (command.type === 'analyse') {
      const results = await analyse(command.files, job, controller.signal);
      scope.postMessage({ type: 'analysed', job, results });
    } else if (command.type === 'foresee') {
      const forecast = await foresee(await opened(command.files), command.mapping, {
        signal: controller.signal,
        progress: teller(job, 'reading', command.files[0]?.file.name ?? ''),
      });
      scope.postMessage({ type: 'foreseen', job, forecast });
    } else {
      const summary = await run(command.files, command.mapping, job, controller.signal);
      scope.postMessage({ type: 'done', job, summary });
    }
  } catch (error) {
    // A transaction that the browser ended is an AbortError too, but nobody's cancel.
    const name = controller.signal.aborted ? 'AbortError' : 'Error';
    scope.postMessage({ type: 'failed', job, name, message: messageOf(error) });
  } finally {
    running.delete(job);
  }
}

scope.onmessage = ({ data }) => {
  if (data.type === 'cancel') running.get(data.job)?.abort();
  else void handle(data);
};
