import { createStore, type StoreApi } from 'zustand/vanilla';
import { RequestError } from '@/lib/messaging/errors';
import type { PanelDraft, PanelView } from '@/lib/messaging/views';
import type { PageChange } from '@/lib/messaging/watch';
import { doorName } from '../ui/score-door';
import { createAhead } from './ahead';
import { createKeeper, subjectOf } from './keep';
import type { PanelPort } from './port';

export interface PanelState {
  /** `updated`: the extension was replaced under this page and cannot answer any more. */
  phase: 'loading' | 'ready' | 'error' | 'updated';
  /** Last answer; kept while the next one is on its way. */
  view: PanelView | null;
  error: string | null;
  /** Number that is open: a KPI, or the door of a score. */
  evidence: { kpi: string; name: string } | null;
  /** Last jump asked for: `found` is null while the page looks. */
  jump: { key: string; found: boolean | null } | null;
  /** Last value asked to be put in: `filled` is null while the page does it. */
  fill: { key: string; filled: boolean | null } | null;
  /** Partner that is being linked. */
  linking: string | null;
  linkError: string | null;
  /** What was open and typed when the frame was loaded anew; null once the record is another one. */
  kept: PanelDraft | null;
  /** Grows with every page: nothing that was open or typed on one is left on the next. */
  page: number;
  /** The answers were on the screen: what stands below them is drawn, and what it needs is asked for. */
  rest: boolean;

  load(): Promise<void>;
  /** Something of what the panel would go on with changed. */
  keep(change: Partial<Omit<PanelDraft, 'subject'>>): void;
  /** Loads, then again after every change, once for all who start it; returns how to stop. */
  start(): () => void;
  jumpTo(key: string): Promise<void>;
  /** Puts what is known to belong there into a missing field of the page. */
  fillIn(key: string): Promise<void>;
  /** @throws when the note could not be stored */
  /** @param record key of the one that the note was written for */
  flag(record: string, note: string | null): Promise<void>;
  /** Switches the badges on the site's lists and boards. */
  lists(on: boolean): Promise<void>;
  /** @param name the one that was shown when it was pressed: the page may show another by now */
  link(partnerId: string, name: string): Promise<void>;
  openEvidence(kpi: string): void;
  closeEvidence(): void;
  collapse(): void;
  /** Into the browser's side panel, or back into the page. */
  dock(): void;
  openOptions(route: string): void;
  teach(repair?: string): void;
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
const isUpdated = (cause: unknown): boolean => cause instanceof RequestError && cause.code === 'updated';

/** What makes two views show the same thing: then open evidence stays open across a refresh. */
function subject(view: PanelView | null): string {
  return view?.state === 'partner' ? `${view.tabId}|${view.partner.id}` : '';
}

/** What a door of the view's scorecard opens. */
function openedIn(view: PanelView, kpi: string | null): PanelState['evidence'] {
  const name = view.state === 'partner' && kpi !== null ? doorName(view.scorecard, kpi) : null;
  return kpi !== null && name !== null ? { kpi, name } : null;
}

/** A page that shows its next record within this, ms, is hidden meanwhile: drawing that it is read would take longer. */
const PATIENCE = 150;

export function createPanelStore(port: PanelPort): StoreApi<PanelState> {
  // One load at a time; changes that arrive meanwhile lead to exactly one more.
  let running: Promise<void> | null = null;
  let again = false;
  /** The page moved on since the load began: its answer would be of the page as it was. */
  let moved = false;
  let watchers = 0;
  let stop = () => {};
  const keeper = port.keep && createKeeper(port.keep.put);
  const ahead = port.foreseen && createAhead(port.foreseen);
  /** Set while what is drawn is hidden, because the page is between two records. */
  let hidden: ReturnType<typeof setTimeout> | undefined;

  return createStore<PanelState>((set, get) => {
    /** What is drawn now may be seen. */
    function unhide(): void {
      if (hidden === undefined) return;
      clearTimeout(hidden);
      hidden = undefined;
      port.hide?.(false);
    }

    function failed(cause: unknown): void {
      set(isUpdated(cause) ? { phase: 'updated' } : { phase: 'error', error: messageOf(cause) });
      unhide();
    }

    /** For asides such as opening the options: only losing the extension changes what is shown. */
    const aside = (work: Promise<unknown>) => void work.catch((cause) => isUpdated(cause) && failed(cause));

    /** The rest follows once the answers are on the screen, so that these need not wait for it. */
    function followUp(): void {
      const { page, rest } = get();
      if (rest) return;
      requestAnimationFrame(() =>
        setTimeout(() => hidden === undefined && get().page === page && set({ rest: true })),
      );
    }

    /** @param before what was kept when the frame was loaded anew */
    function draw(view: PanelView, before: PanelDraft | null = null): void {
      const drawn = get();
      const next = hidden !== undefined || drawn.view?.state === 'pending';
      const last = next ? { ...drawn, view: null, kept: null, jump: null, fill: null } : drawn;
      const kept = before ?? last.kept;
      const stays = kept?.subject === subjectOf(view) ? kept : null;
      const same = subject(view) !== '' && subject(view) === subject(last.view);
      set({
        phase: 'ready',
        view,
        error: null,
        evidence: same ? last.evidence : before && stays ? openedIn(view, stays.kpi) : null,
        kept: stays,
        jump: view.missing.some(({ key }) => key === last.jump?.key) ? last.jump : null,
        fill: view.missing.some(({ key }) => key === last.fill?.key) ? last.fill : null,
        page: last.page + Number(next),
        rest: stays !== null || (last.rest && !next),
      });
    }

    function show(view: PanelView, before?: PanelDraft | null): void {
      draw(view, before);
      unhide();
      followUp();
    }

    /** What the page is about to show is drawn while all is hidden: then it is there as soon as it may be seen. */
    async function foresee(): Promise<void> {
      const view = await ahead?.ask();
      if (view && hidden !== undefined) draw(view);
    }

    async function loadOnce(): Promise<void> {
      do {
        again = false;
        moved = false;
        try {
          const [view, before] = await Promise.all([
            port.load(),
            get().phase === 'loading' ? port.keep?.get() : null,
          ]);
          if (moved) {
            again = true;
            continue;
          }
          show(view, before);
          if (view.state === 'pending') void foresee();
        } catch (cause) {
          failed(cause);
        }
      } while (again);
    }

    /** Something changed: what is shown is asked for again, unless it is at hand. */
    async function changed(change?: PageChange): Promise<void> {
      const { view, phase } = get();
      if (!ahead || !change || !view || phase !== 'ready') return get().load();
      if (change.pending) {
        void foresee();
        const wait = () =>
          show({ tabId: view.tabId, state: 'pending', record: null, missing: [], lists: view.lists });
        if (view.state === 'pending') wait();
        else if (hidden === undefined) {
          port.hide?.(true);
          hidden = setTimeout(wait, PATIENCE);
        }
      } else {
        const next = await ahead.arrived(change);
        if (next === null) return get().load();
        if (next && next === get().view && hidden !== undefined) {
          unhide();
          followUp();
        } else if (next) show(next);
      }
      moved = true;
    }

    return {
      phase: 'loading',
      view: null,
      error: null,
      evidence: null,
      jump: null,
      fill: null,
      linking: null,
      linkError: null,
      kept: null,
      page: 0,
      rest: false,

      keep(change) {
        keeper?.note({ ...change, subject: subjectOf(get().view) });
      },

      load() {
        if (running) {
          again = true;
          return running;
        }
        running = loadOnce().finally(() => {
          running = null;
        });
        return running;
      },

      start() {
        if (watchers++ === 0) {
          const unwatch = port.watch((change) => void changed(change));
          void get().load();
          const leave = () => keeper?.flush();
          addEventListener('pagehide', leave);
          stop = () => {
            unwatch();
            removeEventListener('pagehide', leave);
            leave();
          };
        }
        return () => {
          if (--watchers === 0) stop();
        };
      },

      async jumpTo(key) {
        set({ jump: { key, found: null } });
        try {
          const { found } = await port.jump(key);
          if (get().jump?.key === key) set({ jump: { key, found } });
        } catch (cause) {
          if (isUpdated(cause)) failed(cause);
          else if (get().jump?.key === key) set({ jump: { key, found: false } });
        }
      },

      async fillIn(key) {
        set({ fill: { key, filled: null } });
        try {
          const { filled } = await port.fill(key);
          if (get().fill?.key === key) set({ fill: { key, filled } });
        } catch (cause) {
          if (isUpdated(cause)) failed(cause);
          else if (get().fill?.key === key) set({ fill: { key, filled: false } });
        }
      },

      async flag(record, note) {
        try {
          await port.flag(record, note);
          await get().load();
        } catch (cause) {
          if (isUpdated(cause)) failed(cause);
          throw cause;
        }
      },

      async lists(on) {
        await port.lists(on);
        await get().load();
      },

      async link(partnerId, name) {
        if (get().linking) return;
        set({ linking: partnerId, linkError: null });
        try {
          await port.link(partnerId, name);
          await get().load();
        } catch (cause) {
          if (isUpdated(cause)) failed(cause);
          else set({ linkError: messageOf(cause) });
        } finally {
          set({ linking: null });
        }
      },

      openEvidence(kpi) {
        const { view } = get();
        if (view?.state !== 'partner') return;
        set({ evidence: { kpi, name: doorName(view.scorecard, kpi) ?? kpi } });
        get().keep({ kpi });
      },
      closeEvidence() {
        set({ evidence: null });
        get().keep({ kpi: null });
      },
      collapse: () => aside(port.collapse()),
      dock: () => port.dock && aside(port.dock.change()),
      openOptions: (route) => aside(port.openOptions(route)),
      teach: (repair) => aside(port.teach(repair)),
    };
  });
}
