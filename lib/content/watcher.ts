/**
 * Follows one document from record to record. Three modes:
 *
 * - `settling` after a load or navigation: looks every few frames until the reading can be believed
 * - `record`   a record is shown: one reading after each burst of changes, its cost bounded; a form is read a few
 *   times more, because its inputs take other values without a mutation
 * - `idle`     no record: no observer on the page's tree; only a user's action or a new child of `<body>` (where
 *   dialogs and drawers are put) starts a few looks
 *
 * No reading is made inside an observer callback: a flag is set, and one idle slice reads.
 */
import type { PageReading } from '../crm/types';
import { createDirtyFlag } from './dirty';
import { onNavigation } from './navigation';
import { type Former, formerOf, identityOf, isLive, isSettled, TICK } from './settle';

/** Least pause between a change and the reading of a shown record, ms. */
const DEBOUNCE = 150;
/** A page that is loading is read again after this, ms, although nothing was seen to change: see `isLive`. */
const AGAIN = 250;
/** Pauses after which a form is read again, ms, although nothing was seen to change. */
const FOLLOW_UPS = [400, 1_200, 3_000] as const;
/** A reading that took t ms is not repeated before 50 t: at most 2 % of the time goes into reading. */
const COST_FACTOR = 50;
/** The same while a page settles, which lasts a few seconds at most. */
const SETTLING_FACTOR = 10;
/** New children of `<body>` start a new round of looks at most this often, ms: the round lasts longer. */
const WAKE_PAUSE = 1_000;
/** Moments at which a page without a record is looked at again after a trigger, ms. */
export const PROBES = [150, 400, 1_000, 2_000, 4_000, 8_000] as const;

export interface WatcherOptions {
  doc: Document;
  /** Reads the page as it is now. */
  read(): PageReading;
  /** True for nodes of our overlay. */
  own(node: Node): boolean;
  /** A new reading of the page at `url`. */
  onReading(url: string, reading: PageReading): void;
  /** False once the extension is gone. */
  alive(): boolean;
  /** The extension is gone; nothing is watched any more. */
  onLost(): void;
  signal: AbortSignal;
}

interface Taken {
  reading: PageReading;
  text: string;
}

export function watchPage(options: WatcherOptions): void {
  const { doc, signal } = options;
  const win = doc.defaultView as Window & typeof globalThis;
  const life = new AbortController();
  signal.addEventListener('abort', () => life.abort());
  const on = { signal: life.signal, capture: true, passive: true };

  let mode: 'settling' | 'record' | 'idle' = 'settling';
  let published: (Taken & { url: string }) | null = null;
  let former: Former | null = null;
  let taken: Taken | null = null;
  let cost = 0;
  let since = 0;
  let changedAt = 0;
  /** When `taken` was read. */
  let at = 0;
  let probe = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with every change of plan, so that a slice of an old plan does nothing. */
  let plan = 0;

  const flag = createDirtyFlag(doc, options.own, onDirty, life.signal);

  /** Runs `work` in an idle slice after `delay`, at most `patience` later, unless the plan changed meanwhile. */
  function later(delay: number, work: () => void, patience = 300): void {
    const mine = ++plan;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const slice = () => {
        if (mine !== plan || life.signal.aborted) return;
        if (!options.alive()) {
          life.abort();
          options.onLost();
          return;
        }
        work();
      };
      if (patience > 0 && typeof requestIdleCallback === 'function') {
        requestIdleCallback(slice, { timeout: patience });
      } else {
        slice();
      }
    }, delay);
  }

  function take(): Taken {
    const start = performance.now();
    const reading = options.read();
    cost = performance.now() - start;
    return { reading, text: JSON.stringify(reading) };
  }

  function publish(next: Taken): void {
    const url = win.location.href;
    if (published && published.text === next.text && published.url === url) return;
    published = { ...next, url };
    options.onReading(url, next.reading);
  }

  function settle(): void {
    mode = 'settling';
    since = performance.now();
    changedAt = since;
    taken = null;
    flag.arm();
    later(TICK, look, 100);
  }

  function look(): void {
    const now = performance.now();
    const changed = flag.dirty;
    const again = taken && (isLive(taken.reading) || (taken.reading.state === 'pending' && now - at > AGAIN));
    if (changed || !taken || again) {
      flag.arm();
      const next = take();
      const same = taken?.text === next.text;
      if (changed || (taken && !same)) changedAt = now;
      at = now;
      taken = next;
      judge(now, same);
    } else {
      judge(now, true);
    }
  }

  function judge(now: number, same: boolean): void {
    if (!taken) return;
    const { reading } = taken;
    if (isSettled({ reading, same, quiet: now - changedAt, elapsed: now - since }, former)) {
      arrive(taken);
    } else {
      later(Math.max(TICK, cost * SETTLING_FACTOR), look, 100);
    }
  }

  function arrive(next: Taken): void {
    former = null;
    publish(next);
    if (next.reading.state === 'no-record') {
      rest();
    } else {
      mode = 'record';
      // What changed since the look is read at once, the rest when it happens.
      if (flag.dirty) onDirty();
      else followUp(next, 0);
    }
  }

  function rest(): void {
    mode = 'idle';
    plan++;
    wake();
  }

  /** A page without a record may be opening one: a few looks, each only if something changed. */
  function wake(changed = false): void {
    if (mode !== 'idle') return;
    probe = 0;
    since = performance.now();
    flag.arm();
    if (changed) flag.soil();
    nextProbe();
  }

  function nextProbe(): void {
    const moment = PROBES[probe++];
    if (moment === undefined) {
      flag.disarm();
      return;
    }
    later(Math.max(0, since + moment - performance.now(), cost * COST_FACTOR), () => {
      if (flag.dirty) {
        flag.arm();
        const next = take();
        if (next.reading.state !== 'no-record') {
          settle();
          return;
        }
      }
      nextProbe();
    });
  }

  function onDirty(): void {
    if (mode === 'record' && !doc.hidden) later(Math.max(DEBOUNCE, cost * COST_FACTOR), () => recheck());
  }

  /** @param step follow-ups since the last change */
  function recheck(step = 0): void {
    flag.arm();
    const next = take();
    if (next.text === published?.text) {
      followUp(next, step);
      return;
    }
    // A record that is being replaced or refreshed: believe its disappearance only when it lasts.
    if (next.reading.state === 'record') {
      publish(next);
      followUp(next, 0);
    } else settle();
  }

  function followUp({ reading }: Taken, step: number): void {
    const pause = FOLLOW_UPS[step];
    if (pause === undefined || !isLive(reading) || doc.hidden) return;
    later(Math.max(pause, cost * COST_FACTOR), () => recheck(step + 1));
  }

  function navigated(): void {
    // Changes of the page must not replace the plan made here.
    mode = 'settling';
    // Not in an idle slice: what shows now belongs to another address.
    later(0, moved, 0);
  }

  function moved(): void {
    const shown = published?.reading;
    if (shown?.state === 'record') {
      flag.arm();
      const next = take();
      const identity = identityOf(next.reading);
      if (identity !== null && identity === identityOf(shown)) {
        // Another tab or section of the same record.
        mode = 'record';
        publish(next);
        followUp(next, 0);
        return;
      }
      former = formerOf(shown);
    }
    if (shown && shown.state !== 'pending') {
      const reading: PageReading = { state: 'pending' };
      publish({ reading, text: JSON.stringify(reading) });
    }
    settle();
  }

  onNavigation(win, navigated, life.signal);
  for (const type of ['input', 'change'] as const) win.addEventListener(type, () => flag.soil(), on);
  // Pressing rather than clicking: what the page does in answer comes after.
  for (const type of ['pointerdown', 'keydown'] as const) {
    win.addEventListener(
      type,
      (event) => {
        if (mode !== 'idle' || options.own(event.target as Node)) return;
        const { key } = event as KeyboardEvent;
        if (key === undefined || key === 'Enter' || key === ' ') wake();
      },
      on,
    );
  }
  const portals = new MutationObserver(() => {
    if (mode === 'idle' && performance.now() - since > WAKE_PAUSE) wake(true);
  });
  if (doc.body) portals.observe(doc.body, { childList: true });
  life.signal.addEventListener('abort', () => {
    portals.disconnect();
    clearTimeout(timer);
  });
  doc.addEventListener(
    'visibilitychange',
    () => {
      if (doc.hidden) return;
      if (mode === 'record' && flag.dirty) onDirty();
      // A tab that was left for long may have outlived the extension.
      if (!options.alive()) later(0, () => {});
    },
    on,
  );
  win.addEventListener(
    'pageshow',
    (event) => {
      if (!event.persisted) return;
      published = null;
      settle();
    },
    on,
  );
  settle();
}
