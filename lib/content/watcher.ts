/**
 * Follows one document from record to record. Three modes:
 *
 * - `settling` after a load or navigation: looks every few frames until the reading can be believed
 * - `record`   a record is shown: one reading after each burst of changes where the record stands, its cost bounded;
 *   what changes elsewhere waits until a reading is cheap beside it, or until the user does something; a form is read
 *   a few times more, because its inputs take other values without a mutation
 * - `idle`     no record: after a few last looks no observer on the page's tree; only a user's action or a new child of
 *   `<body>` (where dialogs and drawers are put) starts looks again
 *
 * No reading is made inside an observer callback: a flag is set, and idle slices of a few milliseconds read. What a page
 * that changed between two of them showed was never there: the reading begins anew.
 */
import type { PageReading } from '../crm/types';
import { around, createDirtyFlag, type DirtyFlag } from './dirty';
import { onNavigation } from './navigation';
import {
  AGAIN,
  ANSWER,
  CALM,
  COST_FACTOR,
  DEBOUNCE,
  FAR_FACTOR,
  FOLLOW_UPS,
  MOST_DOUBLINGS,
  PROBES,
  SLICE,
  settlingFactor,
  WAKE_PAUSE,
} from './pace';
import { type Former, GLANCE, identityOf, isLive, isOther, isSettled, TICK } from './settle';
import type { WatcherOptions } from './watcher-options';

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
  let glanced = false;
  let cost = 0;
  let since = 0;
  let changedAt = 0;
  /** When `taken` was read. */
  let at = 0;
  let probe = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer fires; 0 while a reading is made. */
  let due = 0;
  /** Readings, or rounds of looks, since the last that found something new. */
  let fruitless = 0;
  let armedAt = 0;
  let pressedAt = Number.NEGATIVE_INFINITY;
  /** The same of a person's own press; the start of a page counts as one above. */
  let handAt = pressedAt;
  /** Grows with every change of plan, so that a slice of an old plan does nothing. */
  let plan = 0;

  const places = () => (taken && options.places?.(taken.reading)) ?? [];
  const flag = createDirtyFlag(
    doc,
    options.own,
    () => onDirty(places().length > 0 ? FAR_FACTOR : COST_FACTOR),
    life.signal,
  );
  /** The same for the shown record alone. */
  const near = createDirtyFlag(doc, options.own, () => onDirty(COST_FACTOR), life.signal, around(places));

  /** Runs `work` in an idle slice after `delay`, at most `patience` later, unless the plan changed meanwhile. */
  function later(delay: number, work: () => void, patience = 300): void {
    const mine = ++plan;
    clearTimeout(timer);
    due = performance.now() + delay;
    timer = setTimeout(() => {
      const slice = () => {
        if (mine !== plan || life.signal.aborted) return;
        due = Number.POSITIVE_INFINITY;
        if (!options.alive()) {
          life.abort();
          options.onLost();
          return;
        }
        work();
      };
      if (patience > 0) {
        requestIdleCallback(slice, { timeout: patience });
      } else {
        slice();
      }
    }, delay);
  }

  /**
   * Reads in slices, and goes on with what was read unless the plan changed meanwhile. Where the flag says that the page
   * did, it is read anew and in one go: a page that never rests would never be read otherwise.
   * @param spent on a reading that was thrown away, ms
   */
  function take(flag: DirtyFlag, then: (next: Taken) => void, spent = 0): void {
    const mine = ++plan;
    const parts = options.read();
    const inOneGo = spent > 0;
    due = 0;
    flag.arm();
    const slice = () => {
      if (mine !== plan || life.signal.aborted) return;
      const start = performance.now();
      if (flag.dirty) {
        changedAt = start;
        take(flag, then, spent);
        return;
      }
      let part = parts.next();
      while (!part.done && (inOneGo || performance.now() - start < SLICE)) part = parts.next();
      spent += performance.now() - start;
      if (!part.done) {
        setTimeout(slice);
        return;
      }
      cost = spent;
      due = Number.POSITIVE_INFINITY;
      const { reading } = part.value;
      then({ reading, text: JSON.stringify(reading) });
    };
    slice();
  }

  function publish(next: Taken): void {
    const url = win.location.href;
    if (published && published.text === next.text && published.url === url) return;
    published = { ...next, url };
    options.onReading(url, next.reading);
  }

  /** @param first what was read just now; `flag` tells what changed since */
  function settle(first: Taken | null = null): void {
    mode = 'settling';
    since = performance.now();
    changedAt = since;
    // What a page loads after its first fields is the answer to its being opened.
    pressedAt = since;
    near.disarm();
    glanced = false;
    taken = first;
    if (first) judge(since, false);
    else {
      flag.arm();
      later(TICK, look, 100);
    }
  }

  function look(): void {
    const now = performance.now();
    const changed = flag.dirty;
    const again = taken && (isLive(taken.reading) || (taken.reading.state === 'pending' && now - at > AGAIN));
    if (changed || !taken || again) {
      take(flag, (next) => {
        const same = taken?.text === next.text;
        if (changed || (taken && !same)) changedAt = Math.max(changedAt, now);
        at = now;
        taken = next;
        judge(now, same);
      });
    } else {
      judge(now, true);
    }
  }

  function judge(now: number, same: boolean): void {
    if (!taken) return;
    const { reading } = taken;
    if (isSettled({ reading, same, quiet: now - changedAt, elapsed: now - since }, former)) {
      arrive(taken);
      return;
    }
    const isNew = !same && isOther(reading, former);
    if (!same && reading.state === 'record' && (isNew || !published))
      options.onReading(win.location.href, { state: 'pending' }, reading);
    // A page that goes on changing is read at the usual pace after one glance.
    if (isNew && !glanced) {
      glanced = true;
      later(GLANCE, look, 0);
    } else later(Math.max(TICK, cost * settlingFactor(cost)), look, 100);
  }

  function arrive(next: Taken): void {
    former = null;
    publish(next);
    if (next.reading.state === 'no-record') {
      rest();
    } else {
      mode = 'record';
      // What changed since the look is read soon, the rest when it happens.
      const changed = flag.dirty;
      stay(next);
      if (changed) later(pauseOf(COST_FACTOR), () => recheck());
      else followUp(next, 0);
    }
  }

  function rest(): void {
    mode = 'idle';
    plan++;
    near.disarm();
    // A drawer that a press opens may be filled long after the address has changed.
    wake(performance.now() - handAt < ANSWER ? COST_FACTOR : FAR_FACTOR);
  }

  /**
   * A page without a record may be opening one: a few looks, each only if something changed.
   * @param factor pauses between them, in costs of a reading
   */
  function wake(factor: number, changed = false): void {
    if (mode !== 'idle') return;
    probe = 0;
    since = performance.now();
    flag.arm();
    if (changed) flag.soil();
    nextProbe(factor);
  }

  function nextProbe(factor: number): void {
    const moment = PROBES[probe++];
    if (moment === undefined) {
      flag.disarm();
      return;
    }
    later(Math.max(0, since + moment - performance.now(), cost * factor), () => {
      if (!flag.dirty) nextProbe(factor);
      else
        take(flag, ({ reading }) => {
          if (reading.state === 'no-record') nextProbe(factor);
          else settle();
        });
    });
  }

  /** Pauses in costs of a reading, after some that brought nothing. */
  const patience = (): number => COST_FACTOR * 2 ** Math.min(fruitless, MOST_DOUBLINGS);

  /** Pause before a shown record is read, in ms. */
  const pauseOf = (factor: number): number => {
    const answer = performance.now() - pressedAt < ANSWER;
    return Math.max(DEBOUNCE, cost * Math.max(answer ? COST_FACTOR : factor, patience()));
  };

  /** Watches the record of a reading, and the rest of the page. */
  function stay(next: Taken): void {
    taken = next;
    armedAt = performance.now();
    flag.arm();
    near.arm();
  }

  /** The page of a shown record changed. An earlier reading that is planned already sees it too. */
  function onDirty(factor: number): void {
    if (mode !== 'record' || doc.hidden) return;
    if (performance.now() - armedAt > CALM) fruitless = 0;
    const pause = pauseOf(factor);
    if (performance.now() + pause < due) later(pause, () => recheck());
  }

  /** @param step follow-ups since the last change */
  function recheck(step = 0): void {
    flag.arm();
    take(near, (next) => {
      const changed = flag.dirty;
      stay(next);
      if (next.text === published?.text) {
        fruitless++;
        followUp(next, step);
      } else {
        fruitless = 0;
        // A record that is being replaced or refreshed: believe its disappearance only when it lasts.
        if (next.reading.state !== 'record') {
          settle();
          return;
        }
        publish(next);
        followUp(next, 0);
      }
      // Elsewhere, while it was read.
      if (changed) onDirty(FAR_FACTOR);
    });
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
    fruitless = 0;
    if (shown?.state !== 'record') {
      leave(shown);
      return;
    }
    take(flag, (next) => {
      const identity = identityOf(next.reading);
      if (identity !== null && identity === identityOf(shown)) {
        // Another tab or section of the same record.
        mode = 'record';
        publish(next);
        stay(next);
        followUp(next, 0);
      } else {
        former = shown;
        leave(shown, next);
      }
    });
  }

  /** What was shown belongs to another address. */
  function leave(shown?: PageReading, next?: Taken): void {
    if (shown && shown.state !== 'pending') {
      const reading: PageReading = { state: 'pending' };
      publish({ reading, text: JSON.stringify(reading) });
    }
    settle(next);
  }

  /** The user did something: what the page does now may be the answer, however busy it is besides. */
  function pressed(): void {
    fruitless = 0;
    pressedAt = performance.now();
    handAt = pressedAt;
    wake(COST_FACTOR);
    if (mode === 'record' && flag.dirty) onDirty(COST_FACTOR);
  }

  onNavigation(win, navigated, life.signal);
  for (const type of ['input', 'change'] as const)
    win.addEventListener(type, () => (mode === 'record' ? near : flag).soil(), on);
  // Pressing rather than clicking: what the page does in answer comes after.
  for (const type of ['pointerdown', 'keydown'] as const) {
    win.addEventListener(
      type,
      (event) => {
        if (options.own(event.target as Node)) return;
        const { key } = event as KeyboardEvent;
        if (key === undefined || key === 'Enter' || key === ' ') pressed();
      },
      on,
    );
  }
  const portals = new MutationObserver(() => {
    if (mode !== 'idle' || performance.now() - since <= WAKE_PAUSE * 2 ** Math.min(fruitless, MOST_DOUBLINGS))
      return;
    fruitless++;
    wake(patience(), true);
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
      if (mode === 'record' && (flag.dirty || near.dirty)) onDirty(COST_FACTOR);
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
