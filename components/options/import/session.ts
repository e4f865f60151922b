import { create } from 'zustand';
import type { FileAnalysis } from '@/lib/import/analyse';
import { ImportClient } from '@/lib/import/client';
import type { Forecast } from '@/lib/import/forecast';
import { type FilePart, partName } from '@/lib/import/formats/open';
import type { ImportContext, Mapping } from '@/lib/import/mapping';
import type { AnalysedFile, AnalysisResult, ImportProgress } from '@/lib/import/protocol';
import type { ImportSummary } from '@/lib/import/run';
import { type BegunFile, forgetBegun, noteBegun } from '@/lib/store/begun';
import { deleteImport } from '@/lib/store/imports';
import { getWorkspace } from '@/lib/store/settings';
import { renewScorecards } from '../state/scorecards';
import { blocking, type Draft, draftFor, draftLike, draftOf } from './edit';
import { importOrder } from './order';
import { refusalOf } from './refusal';
import { begunFile } from './unfinished';
import { withoutMarkup } from './web-page';

/** A table that a person added, from the first look at it to its mapping: a file, or a sheet or entry of one. */
export interface Entry {
  key: string;
  /** As evidence and lists of bad rows show it: `book.xlsx › Deals`. */
  name: string;
  file: File;
  /** Where it lies in the file; null until the file was opened. */
  path: readonly string[] | null;
  state: 'waiting' | 'reading' | 'ready' | 'failed';
  /** While it is read. */
  progress: ImportProgress | null;
  /** Why it cannot be imported. */
  error: string | null;
  analysis: FileAnalysis | null;
  earlier: AnalysedFile['earlier'];
  draft: Draft | null;
}

/** A file that is part of a run. */
export interface Outcome {
  key: string;
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  summary: ImportSummary | null;
  error: string | null;
}

export interface Run {
  outcomes: Outcome[];
  progress: ImportProgress | null;
  /** `performance.now()` when the running file began. */
  startedAt: number;
  /** A cancel was asked for and is being carried out. */
  cancelling: boolean;
  /** How it ended; null while it runs. `cancelled`: the database is as it was before. */
  ended: 'done' | 'cancelled' | null;
  /** Why the files before a cancel could not be taken back. */
  error: string | null;
}

/** A file with several tables, of which a person chooses. */
export interface Book {
  key: string;
  file: File;
  parts: FilePart[];
}

interface Session {
  entries: Entry[];
  books: Book[];
  run: Run | null;
}

/** The import under way: it goes on while other sections are open. */
export const useImportSession = create<Session>(() => ({ entries: [], books: [], run: null }));

const { getState: get, setState: set } = useImportSession;
let client = new ImportClient();
let cancelRun = new AbortController();
let cancelReading = new AbortController();
let reading: Promise<void> | null = null;
let lastKey = 0;

/** Replaces the worker's client and forgets every file; for tests. */
export function resetImportSession(next: ImportClient = new ImportClient()): void {
  cancelRun.abort();
  cancelReading.abort();
  cancelReading = new AbortController();
  reading = null;
  client = next;
  set({ entries: [], books: [], run: null });
}

function patchEntry(key: string, patch: Partial<Entry>): void {
  set(({ entries }) => ({
    entries: entries.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry)),
  }));
}

function patchRun(patch: Partial<Run>): void {
  set(({ run }) => ({ run: run && { ...run, ...patch } }));
}

function newEntry(file: File, path: Entry['path'] = null): Entry {
  return {
    key: String(++lastKey),
    name: partName(file.name, path ?? []),
    file,
    path,
    state: 'waiting',
    progress: null,
    error: null,
    analysis: null,
    earlier: [],
    draft: null,
  };
}

/** Adds files and looks at them, one after the other. */
export function addFiles(files: readonly File[]): void {
  const added = files.map((file) => newEntry(file));
  set(({ entries, run }) => ({ entries: [...entries, ...added], run: run?.ended ? null : run }));
  void readWaiting();
}

/** Takes a file from the list; one that is being read is no longer. */
export function removeFile(key: string): void {
  const entry = get().entries.find((candidate) => candidate.key === key);
  set(({ entries }) => ({ entries: entries.filter((candidate) => candidate.key !== key) }));
  if (entry?.state === 'reading') cancelReading.abort();
}

/** Takes in, or leaves out, one table of a file with several. */
export function choosePart({ file }: Book, { path }: FilePart, chosen: boolean): void {
  const { entries } = get();
  const there = entries.find((entry) => entry.file === file && samePath(entry.path, path));
  if (!chosen && there) removeFile(there.key);
  if (!chosen || there) return;
  set({ entries: [...entries, newEntry(file, path)] });
  void readWaiting();
}

/** Takes a file with all of its tables from the list. */
export function removeBook({ key, file }: Book): void {
  for (const entry of get().entries) if (entry.file === file) removeFile(entry.key);
  set(({ books }) => ({ books: books.filter((book) => book.key !== key) }));
}

export function samePath(a: Entry['path'], b: readonly string[]): boolean {
  return a !== null && a.length === b.length && a.every((part, i) => part === b[i]);
}

/** Resolves when every file in the list has been looked at. */
function readWaiting(): Promise<void> {
  reading ??= readEach();
  return reading;
}

async function readEach(): Promise<void> {
  try {
    for (;;) {
      const entry = get().entries.find(({ state }) => state === 'waiting');
      if (!entry) return;
      await readEntry(entry);
    }
  } finally {
    reading = null;
  }
}

/**
 * Goes on with files whose import was cut off: looks at them and, when they are the same and nothing is to be asked,
 * imports them.
 * @throws Error in words when one is another file by now; it stays in the list
 */
export async function goOn(
  files: readonly (Pick<BegunFile, 'sha256' | 'path'> & { file: File })[],
): Promise<void> {
  const added = files.map(({ file, path }) => newEntry(file, path));
  const alone = get().entries.length === 0;
  set(({ entries, run }) => ({ entries: [...entries, ...added], run: run?.ended ? null : run }));
  await readWaiting();
  const { entries } = get();
  const now = added.map(({ key }) => entries.find((entry) => entry.key === key));
  const other = now.find((entry, i) => entry?.analysis && entry.analysis.sha256 !== files[i]!.sha256);
  if (other)
    throw new Error(
      `${other.name} has changed since. It is in the list below: look at it and start its import.`,
    );
  // What else is in the list is not begun unasked.
  if (alone && readyEntries(entries).length === added.length) void startImport();
}

/** Replaces a file by the tables in it. @returns the one that it is, when it is just one */
async function openEntry({ key, file }: Pick<Entry, 'key' | 'file'>): Promise<readonly string[] | null> {
  const parts = await client.open(file, { signal: cancelReading.signal });
  const [only] = parts;
  if (parts.length === 1 && only && !only.problem) {
    patchEntry(key, { path: only.path, name: partName(file.name, only.path) });
    return only.path;
  }
  const chosen = parts.filter(({ hidden, problem }) => !hidden && !problem);
  set(({ entries, books }) => ({
    entries: entries.flatMap((entry) =>
      entry.key === key ? chosen.map(({ path }) => newEntry(file, path)) : [entry],
    ),
    // It may have been taken away meanwhile.
    books: entries.some((entry) => entry.key === key) ? [...books, { key, file, parts }] : books,
  }));
  return null;
}

async function readEntry(entry: Entry): Promise<void> {
  const { key } = entry;
  cancelReading = new AbortController();
  patchEntry(key, { state: 'reading' });
  try {
    // A table within a file is no web page, and goes by its file.
    const file = entry.path?.length ? entry.file : await withoutMarkup(entry.file);
    if (file !== entry.file) patchEntry(key, { file });
    const path = entry.path ?? (await openEntry({ key, file }));
    if (!path) return;
    const [result] = await client.analyse([{ file, path }], {
      signal: cancelReading.signal,
      progress: (progress) => patchEntry(key, { progress }),
    });
    if (result) settle(key, result);
  } catch (error) {
    patchEntry(key, { state: 'failed', error: messageOf(error) });
  }
}

function settle(key: string, result: AnalysisResult): void {
  if (!result.ok) {
    patchEntry(key, { state: 'failed', error: result.message });
    return;
  }
  const { analysis, proposal, earlier } = result;
  const twin = get().entries.find((entry) => entry.key !== key && entry.analysis?.sha256 === analysis.sha256);
  const error = refusalOf(analysis, twin?.name);
  if (error) {
    patchEntry(key, { state: 'failed', error });
    return;
  }
  patchEntry(key, { state: 'ready', progress: null, analysis, earlier, draft: draftOf(proposal) });
}

/** Changes the mapping of a file; files with the same headers that nobody touched follow. */
export function editDraft(key: string, change: (draft: Draft, analysis: FileAnalysis) => Draft): void {
  void getWorkspace().then((context) => {
    set(({ entries }) => {
      const edited = entries.find((entry) => entry.key === key);
      if (!edited?.draft || !edited.analysis) return { entries };
      const draft = change(edited.draft, edited.analysis);
      return {
        entries: entries.map((entry) =>
          entry.key === key ? { ...entry, draft } : followed(entry, draft, context),
        ),
      };
    });
  });
}

function followed(entry: Entry, draft: Draft, context: ImportContext): Entry {
  const same = entry.analysis?.signature === draft.mapping.signature;
  if (!entry.analysis || !entry.draft || entry.draft.edited || !same) return entry;
  const next = draftLike(draft, entry.analysis, context);
  return { ...entry, draft: { ...next, partnerless: draft.partnerless } };
}

/** Takes the file for another table and proposes a mapping for that. */
export function chooseTable(key: string, table: string): void {
  void getWorkspace().then((context) => {
    editDraft(key, (_, analysis) => draftFor(table, analysis, context));
  });
}

/**
 * What the import of a file would do to what is stored now.
 * @throws DOMException `AbortError` when the signal fires
 */
export async function foreseeEntry(
  { file, path, analysis }: Pick<Entry, 'file' | 'path' | 'analysis'>,
  mapping: Mapping,
  signal: AbortSignal,
): Promise<Forecast> {
  if (!analysis) throw new Error('The file has not been read yet.');
  const { format, sha256 } = analysis;
  return client.foresee([{ file, path: path ?? [], format, sha256 }], mapping, { signal });
}

/** Files that can be imported now. */
export function readyEntries(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ state, draft }) => state === 'ready' && draft && blocking(draft).length === 0);
}

/** Imports every ready file, partners first. Ends well, or leaves the database as it was. */
export async function startImport(): Promise<void> {
  const queue = importOrder(readyEntries(get().entries));
  if (queue.length === 0 || (get().run && !get().run?.ended)) return;
  cancelRun = new AbortController();
  set({
    run: {
      outcomes: queue.map(({ key, name }) => ({
        key,
        name,
        state: 'waiting',
        summary: null,
        error: null,
      })),
      progress: null,
      startedAt: performance.now(),
      cancelling: false,
      ended: null,
      error: null,
    },
  });
  const begun = queue.flatMap((entry) => begunFile(entry) ?? []);
  // Where it cannot be kept, an import that is cut off is only less easy to go on with.
  await noteBegun(begun).catch(() => {});
  for (const entry of queue) {
    await importEntry(entry);
    if (cancelRun.signal.aborted) break;
    await forgetBegun([entry.analysis?.sha256 ?? '']).catch(() => {});
  }
  if (cancelRun.signal.aborted) {
    await forgetBegun(begun.map(({ sha256 }) => sha256)).catch(() => {});
    await takeBack();
  } else {
    const done = new Set(get().run?.outcomes.flatMap(({ key, state }) => (state === 'done' ? [key] : [])));
    set(({ entries, books }) => {
      const left = entries.filter(({ key }) => !done.has(key));
      return { entries: left, books: books.filter(({ file }) => left.some((entry) => entry.file === file)) };
    });
    patchRun({ ended: 'done', progress: null });
    if (done.size > 0) void renewScorecards();
  }
}

function patchOutcome(key: string, patch: Partial<Outcome>): void {
  set(({ run }) => ({
    run: run && {
      ...run,
      outcomes: run.outcomes.map((outcome) => (outcome.key === key ? { ...outcome, ...patch } : outcome)),
    },
  }));
}

async function importEntry({ key, file, path, analysis, draft }: Entry): Promise<void> {
  if (!analysis || !draft || !path) return;
  patchOutcome(key, { state: 'running' });
  patchRun({ progress: null, startedAt: performance.now() });
  try {
    const summary = await client.run(
      [{ file, path, format: analysis.format, sha256: analysis.sha256 }],
      draft.mapping,
      { signal: cancelRun.signal, progress: (progress) => patchRun({ progress }) },
    );
    patchOutcome(key, { state: 'done', summary });
  } catch (error) {
    patchOutcome(key, { state: 'failed', error: messageOf(error) });
  }
}

/** Stops the run; what was imported in it before is taken back, so that the database is as it was. */
export function cancelImport(): void {
  patchRun({ cancelling: true });
  cancelRun.abort();
}

async function takeBack(): Promise<void> {
  const done = (get().run?.outcomes ?? []).flatMap(({ summary }) => (summary ? [summary.id] : []));
  try {
    for (const id of done.reverse()) await deleteImport(id);
    patchRun({ ended: 'cancelled', cancelling: false, progress: null });
  } catch (error) {
    patchRun({ ended: 'cancelled', cancelling: false, progress: null, error: messageOf(error) });
  }
  if (done.length > 0) void renewScorecards();
}

/** Goes back to the files, or to an empty page. */
export function closeRun(): void {
  set({ run: null });
}

/** Undoes an earlier import; what rested on it is computed again. */
export async function undoImport(importId: number): Promise<void> {
  await deleteImport(importId);
  // What the last run reported is no longer so.
  set(({ run }) => ({
    run: run?.outcomes.some(({ summary }) => summary?.id === importId) && run.ended ? null : run,
  }));
  void renewScorecards();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
