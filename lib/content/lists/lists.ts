/**
 * Badges on the rows of a list or board. Rows are identified by what they say at every look, since lists use one row
 * for many records: within a frame of a change, a badge whose row now says something else is gone. Everything is read
 * in idle slices; the observers' callbacks only make notes.
 */
import { cellsOf, MOST_ROWS } from '../../crm/cells';
import { forgetShadows } from '../../crm/dom';
import type { RowHandle, RowReader } from '../../crm/types';
import type { ListRow, RowBadge } from '../../messaging/views';
import { createBadge } from './badge';
import { type Spot, spotOf } from './spot';
import type { ListOptions, Lists } from './types';

/** Longest work at a time, ms. */
const SLICE = 4;
/** Least pause between two readings of the rows, ms. */
const SCAN_PAUSE = 30;
/** Least pause between two questions, ms: a person who scrolls on waits no longer for the rows that come to rest. */
const ASK_PAUSE = 300;
/** What took t ms is not repeated before 50 t: at most 2 % of the time goes into it. */
const COST_FACTOR = 50;
/** Longest wait for an idle moment, ms. */
const PATIENCE = 300;
/** Answers that are remembered; a list that goes on and on starts anew. */
const MOST_ANSWERS = 5_000;
/** A page that takes the badge out of an unchanged row this often has its way. */
const MOST_LOSSES = 5;

interface Row {
  handle: RowHandle;
  /** Which record it is. */
  stamp: string;
  /** All that it says: another text is asked about anew. */
  text: string;
  host: HTMLElement | null;
  shown: RowBadge | null;
  losses: number;
}

/** Attributes of a row that may hold its record's id; others change with its looks and place. */
const IDS = /id$|key|href/i;

/** A row without a badge. */
const BLANK = { host: null, shown: null, losses: 0 };

/** Everything by which a row tells its record. */
function stampOf({ element, anchor }: RowHandle): string {
  const ids = [...element.attributes].map(({ name, value }) => IDS.test(name) && value);
  return [...ids, anchor.closest('a')?.getAttribute('href'), anchor.textContent].join('\n');
}

/** The page made its name anew, or says something else in it. */
const isChanged = ({ handle, stamp }: Row): boolean =>
  !handle.anchor.isConnected || stamp !== stampOf(handle);

/** Rows as they are asked about. */
function asked(handles: RowHandle[]): ListRow[] {
  const cells = cellsOf(handles);
  return handles.map(({ id, name, kind, href }, i) => ({ id, name, kind, href, cells: cells[i]! }));
}

const keyOf = ({ stamp, text, handle: { kind, id } }: Row): string => [kind, id, stamp, text].join('\n');
const isSame = (a: RowBadge | null, b: RowBadge): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @param reader reads the rows of this page's CRM */
export function startLists(reader: Pick<RowReader, 'rows'>, options: ListOptions): Lists {
  const { doc, ask, signal } = options;
  const win = doc.defaultView as Window & typeof globalThis;
  let life: AbortController | null = null;
  let again = () => {};

  function run(): AbortController {
    const own = new AbortController();
    const rows = new Map<Element, Row>();
    const hosts = new WeakSet<Node>();
    const onScreen = new Set<Element>();
    const answers = new Map<string, RowBadge | null>();
    /** What is planned; one of each kind at a time. */
    const planned = new Map<string, symbol>();
    let checkCost = 0;
    let scanCost = 0;
    let stale = false;
    let askedAt = -ASK_PAUSE;

    function plan(name: string, delay: number, work: () => void, idle = true): void {
      if (planned.has(name)) return;
      const mine = Symbol();
      planned.set(name, mine);
      const go = () => {
        if (own.signal.aborted || planned.get(name) !== mine) return;
        planned.delete(name);
        work();
      };
      setTimeout(() => {
        if (idle) requestIdleCallback(go, { timeout: PATIENCE });
        else requestAnimationFrame(go);
      }, delay);
    }

    const flag = options.createDirtyFlag(
      doc,
      (node) => hosts.has(node),
      () => plan('check', checkCost * COST_FACTOR, check, false),
      own.signal,
    );
    const inView = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) onScreen.add(target);
        else onScreen.delete(target);
      }
      plan('paint', 0, paint);
    });

    /** Takes badges from rows that changed, and plans to read them anew. */
    function check(): void {
      const start = performance.now();
      flag.arm();
      for (const row of rows.values()) {
        if (row.host && isChanged(row)) clear(row);
        else if (row.host && !row.host.isConnected) row.losses++;
      }
      checkCost = performance.now() - start;
      stale = true;
      rescan();
    }

    const rescan = () => plan('scan', Math.max(SCAN_PAUSE, scanCost * COST_FACTOR), scan);

    function clear(row: Row): void {
      row.host?.remove();
      Object.assign(row, BLANK);
    }

    function scan(): void {
      stale = false;
      scanCost = 0;
      forgetShadows();
      const iterator = reader.rows(doc, new URL(win.location.href))[Symbol.iterator]();
      const found = new Set<Element>();
      const slice = () => {
        const start = performance.now();
        let next = iterator.next();
        for (; !next.done; next = iterator.next()) {
          note(next.value, found);
          if (performance.now() - start > SLICE) break;
        }
        scanCost += performance.now() - start;
        if (!next.done) {
          plan('scan', 0, slice);
          return;
        }
        for (const [element, row] of rows) if (!found.has(element)) forget(element, row);
        plan('paint', 0, paint);
        // What changed while it was being read.
        if (stale) rescan();
      };
      slice();
    }

    function note(handle: RowHandle, found: Set<Element>): void {
      const { element } = handle;
      found.add(element);
      const row = rows.get(element);
      const now = { handle, stamp: stampOf(handle), text: element.textContent! };
      if (!row) {
        rows.set(element, { ...now, ...BLANK });
        inView.observe(element);
        return;
      }
      if (row.stamp !== now.stamp || row.handle.id !== handle.id) clear(row);
      Object.assign(row, now);
    }

    function forget(element: Element, row: Row): void {
      clear(row);
      rows.delete(element);
      onScreen.delete(element);
      inView.unobserve(element);
    }

    /** Puts badges on the rows in view, and asks about those that nobody asked about yet: one message for all. */
    function paint(): void {
      const unknown = new Map<string, RowHandle>();
      const fresh: { row: Row; badge: RowBadge; spot: Spot | null }[] = [];
      for (const element of onScreen) {
        const row = rows.get(element);
        // A row that changed since it was read comes again when it was read anew.
        if (!row || isChanged(row)) continue;
        const key = keyOf(row);
        const badge = answers.get(key);
        if (badge === undefined) {
          if (unknown.size < MOST_ROWS) unknown.set(key, row.handle);
        } else if (badge && (!isSame(row.shown, badge) || row.host?.isConnected === false)) {
          if (row.losses < MOST_LOSSES) fresh.push({ row, badge, spot: spotOf(row.handle) });
        }
      }
      // All reading is done: writing between would make the browser compute styles again for each row.
      for (const { row, badge, spot } of fresh) {
        row.host?.remove();
        row.shown = badge;
        row.host = null;
        if (!spot || !badge.text) continue;
        row.host = createBadge(doc, badge, () => options.open(asked([row.handle])[0]!), spot.floating);
        hosts.add(row.host);
        spot.parent.insertBefore(row.host, spot.before);
      }
      if (unknown.size === 0) return;
      const wait = askedAt + ASK_PAUSE - performance.now();
      if (wait > 0) plan('paint', wait, paint);
      else void learn(unknown);
    }

    async function learn(unknown: Map<string, RowHandle>): Promise<void> {
      askedAt = performance.now();
      if (answers.size > MOST_ANSWERS) answers.clear();
      // Null: on its way, or not to be had.
      for (const key of unknown.keys()) answers.set(key, null);
      const badges = await ask(asked([...unknown.values()])).catch(() => []);
      if (own.signal.aborted) return;
      [...unknown.keys()].forEach((key, i) => {
        const badge = badges[i];
        if (badge) answers.set(key, badge);
      });
      plan('paint', 0, paint);
    }

    again = () => {
      // What is shown stays until the new answers are there.
      answers.clear();
      plan('paint', 0, paint);
    };
    own.signal.addEventListener('abort', () => {
      inView.disconnect();
      for (const row of rows.values()) clear(row);
    });
    const moved = () => {
      // However long the list before took: this is another one.
      planned.delete('scan');
      scanCost = 0;
      check();
    };
    options.onNavigation(win, moved, own.signal);
    flag.arm();
    scan();
    return own;
  }

  const stop = () => {
    life?.abort();
    life = null;
  };
  signal.addEventListener('abort', stop);
  return {
    show(on) {
      if (!on) stop();
      else if (life) again();
      else if (!signal.aborted) life = run();
    },
  };
}
