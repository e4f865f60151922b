/**
 * Names, payloads and answers of every message. Types only, so that the content script can import it without
 * pulling a schema library; the roles and schemas that guard each name are in protocol.ts.
 */
import type { Draft, Lesson, LessonBody } from '../crm/taught/lesson';
import type { PageReading, RecordKind } from '../crm/types';
import type { FieldRule, PlanItem } from '../fields/types';
import type { SeenRecord } from '../govern/types';
import type { Preset } from '../kpi/presets';
import type { DimensionWeights, QualityWeights } from '../kpi/weights';
import type { PartnerFieldSetting } from '../match/partner-field';
import type { Partner } from '../match/types';
import type { DealCreditAnswer, InfluenceView } from './credit-views';
import type { LessonView, TeachState } from './lesson-views';
import type { PartnerPair, SitesFieldsView, SuggestionsAnswer } from './partner-views';
import type { SourceDraft, SourceView } from './source-views';
import type {
  EvidenceView,
  LimitView,
  ListRow,
  PageBadge,
  PanelDraft,
  PanelView,
  PartnerHit,
  PopupStatus,
  RememberedSite,
  RowBadge,
  RuleView,
  ScorecardView,
  SiteView,
  WeightsView,
} from './views';

/** Level at which a limit is set. */
export type LimitScope =
  | { level: 'global' }
  | { level: 'type'; id: string }
  | { level: 'tier'; id: string }
  | { level: 'partner'; id: string };

/** Messages to the background: name -> [payload, answer]. */
export interface Requests {
  /** Content script: put the reader for this page beside it. `hint`: the CRM on any host that its markup claims. */
  'page.reader': [{ hint: string | null }, null];
  /**
   * Content script: put what shows a record in the page, what answers to its launcher, what follows the page's modal
   * dialogs, what knows Japanese labels, or what reads where markup or labels tell too little, beside it.
   */
  'page.part': [{ name: 'overlay' | 'launcher' | 'modals' | 'japanese' | 'near' | 'beside' }, null];
  /** Content script: what the page in this tab is now. */
  'page.read': [{ url: string; reading: PageReading; next?: PageReading | null }, PageBadge];
  /** Content script: put the script for lists and boards beside it. */
  'list.script': [Record<string, never>, null];
  /** Content script: what to show beside these rows, one answer a row. `crm`: adapter id. */
  'list.badges': [{ crm: string; rows: ListRow[] }, RowBadge[]];
  /** Content script: a person pressed the badge of this row; its record is shown in the panel until the page moves on. */
  'list.open': [{ crm: string; row: ListRow }, null];
  /** Panel: what to show for the tab it sits in. It never says which record it wants. */
  'panel.load': [Record<string, never>, PanelView];
  /** Panel: what its tab is about to show, if the page turns out to; null where nothing is foreseen. */
  'panel.foreseen': [Record<string, never>, { id: string; view: PanelView } | null];
  /** Panel: what is open and typed in it, for the case that its frame is loaded anew. */
  'panel.keep': [{ draft: PanelDraft }, null];
  /** Panel: what was kept of it in its tab. */
  'panel.kept': [Record<string, never>, PanelDraft | null];
  /** Panel: bring the page to a missing field. */
  'panel.jump': [{ key: string }, { found: boolean }];
  /** Panel: put what is known to belong into a missing field of its tab's record; the panel never says what. */
  'panel.fill': [{ key: string }, { filled: boolean }];
  /**
   * Panel: its tab's record; page: that of the tab it names; refused where that is another than the one that was seen.
   * A null note takes the flag back.
   */
  'record.flag': [{ tabId?: number; record: string; note: string | null }, null];
  'worklist.list': [Record<string, never>, SeenRecord[]];
  /** Puts records aside, or opens them again. */
  'worklist.close': [{ keys: string[]; closed: boolean }, null];
  'worklist.note': [{ key: string; note: string | null }, null];
  'worklist.forget': [{ keys: string[] } | { origin: string }, { forgotten: number }];
  /** `from`: the pack that brought it, in words. */
  'plans.list': [Record<string, never>, { scope: string; items: PlanItem[]; from?: string }[]];
  /** A plan without items is removed. */
  'plans.save': [{ scope: string; items: PlanItem[] }, null];
  'panel.collapse': [{ collapsed: boolean }, null];
  /** Panel or page: the unknown name on the record of that tab is this partner; kept as an alias. */
  'panel.link': [{ partnerId: string; name: string }, null];
  /** Panel: open an options page at a route. */
  'options.open': [{ route: string }, null];
  'partners.search': [{ query: string; limit: number }, PartnerHit[]];
  'evidence.get': [
    {
      kpi: string;
      /** Only extension pages may name a partner, or ask for the whole programme; the panel gets the one of its tab. */
      partnerId?: string;
      programme?: true | undefined;
      part: 'counted' | 'left-out' | 'immature';
      offset: number;
      limit: number;
      /** First day of a month that is over: what is behind its point. */
      month?: number | undefined;
    },
    EvidenceView,
  ];
  /** Who should be credited for a deal. Only extension pages may name it or a tab; the panel gets its own tab's. */
  'deal.credit': [{ dealId?: string; tabId?: number }, DealCreditAnswer];
  /** Who may have brought a deal without a partner: the panel's own tab's, or for pages that of the tab they name. */
  'deal.suggest': [{ tabId?: number }, SuggestionsAnswer];
  /** Types the name of a partner into the empty partner field of the tab's record; saves nothing. */
  'partner.fill': [{ partnerId: string; tabId?: number }, { filled: boolean }];
  'influence.report': [
    { business: 'new' | 'expansion'; span: 'quarter' | 'year'; perCampaign: boolean },
    InfluenceView,
  ];
  'popup.status': [{ tabId: number }, PopupStatus];
  'scorecard.get': [{ partnerId: string }, { partner: Partner; scorecard: ScorecardView | null }];
  'limits.list': [LimitScope, LimitView[]];
  'limits.set': [LimitScope & { kpi: string; warn: number; fail: number }, null];
  'limits.reset': [LimitScope & { kpi: string | null }, null];
  /** KPIs that scorecards show first: what was chosen at this level; null = nothing was. */
  'focus.get': [LimitScope, { kpis: string[]; preset: Preset | null } | null];
  'focus.save': [LimitScope & { kpis: string[]; preset: Preset | null }, null];
  'focus.reset': [LimitScope, null];
  /** What the dimensions, and the parts of the partner quality score, count for. */
  'weights.get': [LimitScope, WeightsView];
  /** null = what the level above says, or the standard ones. */
  'weights.save': [LimitScope & { dimensions: DimensionWeights | null }, null];
  'weights.quality': [{ weights: QualityWeights | null }, null];
  'partners.save': [Partner, null];
  /** `from` counts for `into` from now on. */
  'partners.merge': [PartnerPair, null];
  'partners.unmerge': [{ id: string }, null];
  /** They only look alike: the pair is not suggested again. */
  'partners.apart': [PartnerPair, null];
  'rules.list': [Record<string, never>, RuleView[]];
  'rules.save': [FieldRule, null];
  'rules.delete': [{ id: string }, null];
  'rules.reset': [Record<string, never>, null];
  'sites.list': [Record<string, never>, SiteView[]];
  /** A person enabled a site: it is one even where a source had access to its host before. */
  'sites.enable': [{ pattern: string }, null];
  /** Switches the badges on lists and boards of a site: the panel's own, or the one that a page names. */
  'sites.badges': [{ origin?: string; on: boolean }, null];
  /** Whether visits to records of a site are remembered, and for how many days. */
  'sites.remember': [{ origin: string; on?: boolean; keepDays?: number }, null];
  'sites.remembered': [Record<string, never>, RememberedSite[]];
  /** Takes visits into the figures without waiting. */
  'sites.take-in': [{ origin: string }, null];
  /** Forgets all visits to a site, the rows that were made of them included. */
  'sites.forget-visits': [{ origin: string }, { forgotten: number }];
  /** Fields seen on each site, which of them names the partner, and what was chosen for ambiguous names. */
  'sites.fields': [Record<string, never>, SitesFieldsView];
  'sites.partner-field': [{ origin: string; kind: RecordKind; setting: PartnerFieldSetting }, null];
  'sites.forget-choice': [{ origin: string; text: string }, null];
  /** Lets the person teach the page of the panel's own tab, or of the tab that a page names. `repair`: a lesson's id. */
  'teach.start': [{ tabId?: number; repair?: string }, null];
  /** Teaching script: where the teaching in its tab is. */
  'teach.state': [Record<string, never>, TeachState];
  /** Teaching script: the first record is taught; null ends the teaching. */
  'teach.draft': [{ draft: Draft | null }, null];
  /** Teaching script: keep the lesson for its own site. */
  'teach.save': [{ lesson: LessonBody }, null];
  'lessons.list': [Record<string, never>, LessonView[]];
  'lessons.delete': [{ id: string }, null];
  'lessons.import': [{ lessons: Lesson[] }, { added: number; replaced: number }];
  'sources.list': [Record<string, never>, SourceView[]];
  /** Access to this host is about to be asked for, for a source and not as a site. */
  'sources.host': [{ pattern: string }, null];
  /** Asks the service once, with what is entered. */
  'sources.check': [SourceDraft, { reached: string }];
  /** Keeps a source and runs it. */
  'sources.save': [SourceDraft, null];
  'sources.run': [{ id: string }, null];
  'sources.pause': [{ id: string; paused: boolean }, null];
  /** `facts`: undoes its imports too. */
  'sources.remove': [{ id: string; facts: boolean }, null];
  /** Options page: an import finished, was undone, or data was erased. */
  'data.changed': [Record<string, never>, null];
}

/** Messages from the background to the content script of one tab. */
export interface PageCommands {
  /** `covered`: the panel stands over the field. */
  'field.jump': [{ key: string }, { found: boolean; covered?: boolean }];
  /** Types a text into a field as a person would; saves nothing. */
  'field.fill': [{ key: string; value: string }, { filled: boolean }];
  'panel.collapse': [{ collapsed: boolean }, null];
  /** Something the badge depends on changed: send page.read again. */
  'page.reread': [Record<string, never>, null];
}

export type RequestName = keyof Requests;
export type Input<N extends RequestName> = Requests[N][0];
export type Output<N extends RequestName> = Requests[N][1];

/** Who may send: the CRM page's content script, the embedded panel, or a top-level extension page. */
export type SenderRole = 'content' | 'panel' | 'page';

/** Every answer is wrapped: an error never becomes a silent undefined. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: { code: string; message: string } };
