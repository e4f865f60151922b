/** One run of a source, from where the last one left off. */
import { database, type LensDatabase } from '../store/db';
import { readSecret } from '../store/secrets';
import {
  beginRun,
  endRun,
  getSource,
  type SourceRun,
  type StoredSource,
  stagePage,
  updateSource,
} from '../store/sources';
import { hostPattern, originOf } from './address';
import { Client, type Surroundings } from './client';
import { redact, SourceProblem } from './problem';
import { sourceKind } from './registry';
import { takeIn } from './take-in';
import type { PullContext, SourceKind, Stream } from './types';

export interface RunSurroundings extends Surroundings {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Whether the browser lets the extension ask this host. */
  allowed(pattern: string): Promise<boolean>;
  signal?: AbortSignal;
  db?: LensDatabase;
  /** Pages of one stream in one run, default `MOST_PAGES`. */
  mostPages?: number;
}

/** Rows that wait before they are imported: one import of many rows costs less than many, and memory is bounded. */
const IMPORT_AT = 20_000;
/** Pages of one stream in one run: two million records, or a server that never ends. */
const MOST_PAGES = 20_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The first wait after a failed run; each further one doubles it. */
const FIRST_RETRY = 5 * MINUTE;
/** No source waits longer for its next run, ms. */
export const LONGEST_WAIT = 24 * HOUR;
const REQUIRED_EVERY = 24 * HOUR;

/** @throws SourceProblem when settings or credential lack something */
export function contextOf(
  kind: SourceKind,
  settings: PullContext['settings'],
  secret: string | null,
  surroundings: Surroundings & { signal?: AbortSignal },
): PullContext {
  for (const field of kind.settings)
    if (field.required && !settings[field.id]?.trim())
      throw new SourceProblem('settings', `"${field.label}" is empty. Fill it in.`);
  if (kind.credential.required && !secret)
    throw new SourceProblem('credential', `No ${kind.credential.label.toLowerCase()} is set. Enter it.`);
  const answers = new Map<string, Promise<unknown>>();
  return {
    settings,
    secret: secret ?? '',
    client: new Client({
      ...surroundings,
      base: kind.base(settings),
      headers: secret ? kind.authorize(secret, settings) : {},
      secret,
    }),
    once<T>(key: string, ask: () => Promise<T>): Promise<T> {
      const known = answers.get(key) ?? ask();
      answers.set(key, known);
      return known as Promise<T>;
    },
  };
}

/** When a source runs next after this many failed runs in a row. */
export function nextRun(
  now: number,
  everyMinutes: number,
  failures: number,
  problem: SourceProblem | null,
): number | null {
  if (problem?.needsPerson) return null;
  if (!problem) return now + everyMinutes * MINUTE;
  const retry = Math.min(LONGEST_WAIT, FIRST_RETRY * 2 ** Math.max(0, failures - 1));
  return now + Math.max(retry, Math.min(problem.retryAfter ?? 0, LONGEST_WAIT));
}

/**
 * Runs a source to its end, or to the first problem; what came before the problem is imported.
 * @returns whether facts changed; null when there is no such source
 * @throws the signal's reason when stopped: the run stays open and goes on from its last page
 */
export async function runSource(id: string, surroundings: RunSurroundings): Promise<boolean | null> {
  const { db = database(), now, signal } = surroundings;
  const source = await getSource(id, db);
  if (!source) return null;
  const at = () => new Date(now()).toISOString();
  const run = await beginRun(id, at(), db);
  const job = { source, runId: run.id!, now: run.startedAt, signal, db };
  let problem: SourceProblem | null = null;
  let changed = false;
  let secret: string | null = null;
  try {
    // What a run that was cut short had fetched.
    changed = await takeIn(job);
    const kind = sourceKind(source.kind);
    secret = await readSecret(id, originOf(kind, source.settings));
    const context = contextOf(kind, source.settings, secret, surroundings);
    const pattern = hostPattern(kind.base(source.settings));
    if (!(await surroundings.allowed(pattern)))
      throw new SourceProblem(
        'permission',
        `The browser gives Partner Lens no access to ${context.client.host}. Grant it again, or remove the source.`,
      );
    for (const stream of kind.streams)
      changed = (await pull(stream, context, job, run, surroundings)) || changed;
    changed = (await takeIn(job)) || changed;
    await askRequired(kind, context, source, surroundings, db);
  } catch (error) {
    signal?.throwIfAborted();
    problem = asProblem(error, secret);
    try {
      changed = (await takeIn(job)) || changed;
    } catch (second) {
      signal?.throwIfAborted();
      problem = problem.needsPerson ? problem : asProblem(second, secret);
    }
  }
  const failures = problem ? source.failures + 1 : 0;
  const trouble = problem && { kind: problem.kind, message: problem.message, at: at() };
  // Read anew: it may have been paused meanwhile.
  const { paused, everyMinutes } = (await getSource(id, db)) ?? {
    paused: true,
    everyMinutes: source.everyMinutes,
  };
  const nextAt = paused ? null : nextRun(now(), everyMinutes, failures, problem);
  await endRun(id, run.id!, { trouble, failures, nextAt }, at(), db);
  return changed;
}

function asProblem(error: unknown, secret: string | null): SourceProblem {
  if (error instanceof SourceProblem)
    return new SourceProblem(error.kind, redact(error.message, secret), error.retryAfter);
  const message = error instanceof Error ? error.message : String(error);
  const full = /quota/i.test(`${(error as Error)?.name} ${message}`)
    ? 'The browser gives no more room on the disk. Free some space or undo older imports.'
    : message;
  return new SourceProblem('answer', redact(full, secret));
}

async function pull(
  stream: Stream,
  context: PullContext,
  job: Parameters<typeof takeIn>[0],
  run: SourceRun,
  { now, mostPages = MOST_PAGES }: RunSurroundings,
): Promise<boolean> {
  const { source, db, signal } = job;
  let changed = false;
  let waiting = 0;
  const state = (await getSource(source.id, db)) ?? source;
  if (state.run?.done.includes(stream.id)) return false;
  const known = state.streams[stream.id];
  if (stream.everyHours && known?.endedAt && now() - Date.parse(known.endedAt) < stream.everyHours * HOUR)
    return false;
  const been = new Set<string>();
  for (let cursor = known?.cursor ?? null; ; ) {
    signal?.throwIfAborted();
    const page = await stream.page(context, cursor && Object.keys(cursor).length > 0 ? cursor : null);
    const place = JSON.stringify(page.cursor);
    if (page.more && (been.has(place) || place === JSON.stringify(cursor)))
      throw new SourceProblem(
        'answer',
        `${context.client.host} gives the same page of ${stream.name} again and again. The run was stopped.`,
      );
    been.add(place);
    waiting += await stagePage(run.id!, source.id, stream.id, page, new Date(now()).toISOString(), db);
    cursor = page.cursor;
    if (waiting >= IMPORT_AT) {
      changed = (await takeIn(job)) || changed;
      waiting = 0;
    }
    if (!page.more) return changed;
    if (been.size >= mostPages)
      throw new SourceProblem(
        'busy',
        `${context.client.host} has more than ${mostPages.toLocaleString('en')} pages of ${stream.name}. What came is kept, and the next run goes on from there.`,
      );
  }
}

async function askRequired(
  kind: SourceKind,
  context: PullContext,
  source: StoredSource,
  { now }: RunSurroundings,
  db: LensDatabase,
): Promise<void> {
  if (!kind.required) return;
  if (source.required && now() - Date.parse(source.required.at) < REQUIRED_EVERY) return;
  const fields = await kind.required(context);
  await updateSource(source.id, { required: { at: new Date(now()).toISOString(), fields } }, db);
}
