/** What a trace of Chromium says about one page's main thread. Pure. Times are milliseconds. */

/** An event of the trace format, as far as it is used here; `ts` and durations are microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Time that passed, and time in which the thread had a processor. */
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string } };
}

/** Categories that `measureTrace` needs. */
export const CATEGORIES = [
  '-*',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
];

export interface PageCost {
  /** Processor time in JavaScript, of the page and of ours. */
  page: number;
  ours: number;
  /** How often JavaScript of ours was entered. */
  calls: number;
  /** The longest of these, time that passed. */
  longest: number;
  /**
   * Processor time beyond 50 ms of every task of the main thread, summed, and how much of it is there because of
   * JavaScript of ours in these tasks.
   */
  blocking: number;
  blockingOurs: number;
  /** Style and layout computed while JavaScript of ours ran: how often, and processor time. */
  forced: number;
  forcedTime: number;
}

/** Entries into JavaScript. They nest: only the outermost counts. */
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'v8.run']);
const RENDERING = new Set(['Layout', 'UpdateLayoutTree']);
const LONG_TASK = 50;

const busy = ({ tdur, dur = 0 }: TraceEvent): number => (tdur ?? dur) / 1_000;
const end = ({ ts, dur = 0 }: TraceEvent): number => ts + dur;

/**
 * @param trace as Chromium writes it
 * @param from @param to names of marks that the page set with `performance.mark` around the time to look at
 * @param own beginning of the addresses of our scripts
 * @throws Error when the trace lacks a mark
 */
export function measureTrace(trace: Buffer, from: string, to: string, own: string): PageCost {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const mark = (name: string) => {
    const found = traceEvents.find((event) => event.name === name && /^[RIn]$/.test(event.ph));
    if (!found) throw new Error(`The trace has no mark "${name}".`);
    return found;
  };
  const [start, stop] = [mark(from), mark(to)];
  const events = traceEvents
    .filter(
      ({ ph, pid, tid, ts }) =>
        ph === 'X' && pid === start.pid && tid === start.tid && ts >= start.ts && ts <= stop.ts,
    )
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));

  const cost: PageCost = {
    page: 0,
    ours: 0,
    calls: 0,
    longest: 0,
    blocking: 0,
    blockingOurs: 0,
    forced: 0,
    forcedTime: 0,
  };
  /** What of the task at hand blocks, with ours and without. */
  let task = 0;
  let script: { until: number; ours: boolean } = { until: 0, ours: false };
  for (const event of events) {
    const inside = event.ts < script.until;
    if (event.name === 'RunTask') {
      task = busy(event) - LONG_TASK;
      cost.blocking += Math.max(0, task);
    } else if (SCRIPT.has(event.name) && !inside) {
      const ours = event.args?.data?.url?.startsWith(own) ?? false;
      script = { until: end(event), ours };
      cost[ours ? 'ours' : 'page'] += busy(event);
      if (ours) {
        cost.calls++;
        cost.longest = Math.max(cost.longest, (event.dur ?? 0) / 1_000);
        cost.blockingOurs += Math.max(0, Math.min(task, busy(event)));
        task -= busy(event);
      }
    } else if (RENDERING.has(event.name) && inside && script.ours) {
      cost.forced++;
      cost.forcedTime += busy(event);
    }
  }
  return cost;
}
