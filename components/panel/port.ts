import { browser } from 'wxt/browser';
import { request } from '@/lib/messaging/client';
import { sendCommand } from '@/lib/messaging/commands';
import type { DealCreditAnswer } from '@/lib/messaging/credit-views';
import { hasSidePanel, openSidePanel, setDocked } from '@/lib/messaging/dock';
import { RequestError } from '@/lib/messaging/errors';
import type { SuggestionsAnswer } from '@/lib/messaging/partner-views';
import type { EvidenceView, PanelDraft, PanelView, PartnerHit } from '@/lib/messaging/views';
import { type PageChange, watchChanges } from '@/lib/messaging/watch';

/** What the panel can ask for and do. Two doors exist: the frame in a CRM page, and the side panel. */
export interface PanelPort {
  /** False where there is no page around the panel to collapse into. */
  embedded: boolean;
  /** Takes the panel out of the pages into the browser's side panel, or back; absent where it can do neither. */
  dock?: { docked: boolean; change(): Promise<void> };
  load(): Promise<PanelView>;
  /** What the page is about to show, to be shown once it does; absent where the page is not the panel's own. */
  foreseen?(): Promise<{ id: string; view: PanelView } | null>;
  /** Hides all that is drawn, or has it back, without drawing anything anew. */
  hide?(hidden: boolean): void;
  /** Keeps what is open and typed where it outlives this document; absent where nothing loads it anew. */
  keep?: { put(draft: PanelDraft): void; get(): Promise<PanelDraft | null> };
  /** Brings the page to a field; `found` is false when the page does not show it now. */
  jump(key: string): Promise<{ found: boolean }>;
  /** Puts what is known to belong into a missing field; `filled` is false when the page did not take it. */
  fill(key: string): Promise<{ filled: boolean }>;
  /** Flags the record for the partner manager; null takes the flag back. */
  flag(record: string, note: string | null): Promise<void>;
  /** Switches the badges on lists and boards of the site that is shown. */
  lists(on: boolean): Promise<void>;
  /** The unknown or ambiguous name that was shown is this partner from now on. */
  link(partnerId: string, name: string): Promise<void>;
  collapse(): Promise<void>;
  openOptions(route: string): Promise<void>;
  /** Lets the person point at the fields of the page. `repair`: a lesson that holds in part. */
  teach(repair?: string): Promise<void>;
  search(query: string, limit: number): Promise<PartnerHit[]>;
  evidence(
    kpi: string,
    part: EvidenceView['part'],
    offset: number,
    limit: number,
    month?: number,
  ): Promise<EvidenceView>;
  /** Who should be credited for the deal on the page. */
  credit(): Promise<DealCreditAnswer>;
  /** Who may have brought the record on the page. */
  suggest(): Promise<SuggestionsAnswer>;
  /** Types a suggested partner's name into the page's empty partner field. */
  fillPartner(partnerId: string): Promise<{ filled: boolean }>;
  /** Calls back when what is shown may have changed; returns how to stop. */
  watch(changed: (change?: PageChange) => void): () => void;
}

/** The panel in its frame: the background knows the tab and the record from the sender, the panel names neither. */
export function embeddedPort(): PanelPort {
  let tabId: number | null = null;
  return {
    embedded: true,
    dock: hasSidePanel()
      ? {
          docked: false,
          async change() {
            if (tabId === null) return;
            await openSidePanel(tabId);
            await setDocked(true);
          },
        }
      : undefined,
    async load() {
      const view = await request('panel.load', {});
      tabId = view.tabId;
      return view;
    },
    foreseen: () => request('panel.foreseen', {}),
    hide: (hidden) => {
      const root = document.body.firstElementChild;
      if (hidden) root?.setAttribute('aria-hidden', 'true');
      else root?.removeAttribute('aria-hidden');
    },
    keep: {
      put: (draft) => void request('panel.keep', { draft }).catch(() => {}),
      get: () => request('panel.kept', {}).catch(() => null),
    },
    jump: (key) => request('panel.jump', { key }),
    fill: (key) => request('panel.fill', { key }),
    flag: async (record, note) => void (await request('record.flag', { record, note })),
    lists: async (on) => void (await request('sites.badges', { on })),
    link: async (partnerId, name) => void (await request('panel.link', { partnerId, name })),
    collapse: async () => void (await request('panel.collapse', { collapsed: true })),
    openOptions: async (route) => void (await request('options.open', { route })),
    teach: async (repair) => void (await request('teach.start', repair === undefined ? {} : { repair })),
    search: (query, limit) => request('partners.search', { query, limit }),
    evidence: (kpi, part, offset, limit, month) =>
      request('evidence.get', { kpi, part, offset, limit, month }),
    credit: () => request('deal.credit', {}),
    suggest: () => request('deal.suggest', {}),
    fillPartner: (partnerId) => request('partner.fill', { partnerId }),
    // The page may settle while the first answer is on its way.
    watch: (changed) => watchChanges(changed, () => tabId ?? undefined),
  };
}

/**
 * The panel as a page of its own: it looks over the shoulder of one tab.
 * @param findTab the tab to show, asked anew at every load
 */
function topLevelPort(findTab: () => Promise<number>): PanelPort {
  let tabId: number | null = null;
  let view: PanelView | null = null;
  let origin: string | null = null;
  return {
    ...embeddedPort(),
    embedded: false,
    dock: undefined,
    keep: undefined,
    foreseen: undefined,
    hide: undefined,
    async load() {
      tabId = await findTab();
      const status = await request('popup.status', { tabId });
      view = status.panel ?? { tabId, missing: [], record: null, state: 'no-record' };
      origin = status.origin;
      return view;
    },
    jump: async (key) =>
      (tabId === null ? null : await sendCommand(tabId, 'field.jump', { key })) ?? { found: false },
    async fill(key) {
      const value = view?.missing.find((field) => field.key === key)?.prefill;
      if (tabId === null || !value) return { filled: false };
      return (await sendCommand(tabId, 'field.fill', { key, value })) ?? { filled: false };
    },
    credit: () => request('deal.credit', tabId === null ? {} : { tabId }),
    suggest: () => request('deal.suggest', tabId === null ? {} : { tabId }),
    fillPartner: (partnerId) => request('partner.fill', { partnerId, ...(tabId === null ? {} : { tabId }) }),
    async flag(record, note) {
      await request('record.flag', { record, note, ...(tabId === null ? {} : { tabId }) });
    },
    async lists(on) {
      if (origin !== null) await request('sites.badges', { origin, on });
    },
    async link(partnerId, name) {
      if (view?.state !== 'unknown-partner') {
        throw new RequestError('refused', 'Choose the partner in the panel on the record’s own page.');
      }
      const { partner } = await request('scorecard.get', { partnerId });
      await request('partners.save', { ...partner, aliases: [...partner.aliases, name] });
    },
    collapse: async () => {},
    async teach(repair) {
      if (tabId === null) return;
      await request('teach.start', { tabId, ...(repair === undefined ? {} : { repair }) });
    },
    evidence: (kpi, part, offset, limit, month) =>
      request('evidence.get', {
        kpi,
        part,
        offset,
        limit,
        month,
        ...(view?.state === 'partner' ? { partnerId: view.partner.id } : {}),
      }),
    watch: (changed) => watchChanges(changed, () => tabId),
  };
}

/**
 * The panel in the browser's side panel: it shows the tab that the user looks at.
 * @param activeTab that tab
 */
export function followingPort(activeTab: () => Promise<number>): PanelPort {
  const port = topLevelPort(activeTab);
  return {
    ...port,
    dock: { docked: true, change: () => setDocked(false) },
    watch(changed) {
      const stop = port.watch(changed);
      const moved = () => changed();
      // Another tab, or another page in the same one.
      const onUpdated = (
        _id: number,
        change: { status?: string; url?: string },
        tab: { active: boolean },
      ) => {
        if (tab.active && (change.url || change.status)) changed();
      };
      browser.tabs.onActivated.addListener(moved);
      browser.tabs.onUpdated.addListener(onUpdated);
      return () => {
        stop();
        browser.tabs.onActivated.removeListener(moved);
        browser.tabs.onUpdated.removeListener(onUpdated);
      };
    },
  };
}
