/** What pages are told. Everything is JSON-safe: Chromium sends messages as JSON. */
import type { LessonCheck } from '../crm/taught/lesson';
import type { ListCell, PageReading, RecordKind } from '../crm/types';
import type { FieldRule, MissingField } from '../fields/types';
import type { RecordHistory } from '../govern/history';
import type { Flag } from '../govern/types';
import type { Preset } from '../kpi/presets';
import type { Dimension, Direction, JudgedKpi, Scorecard, Unit } from '../kpi/types';
import type { AppliedWeights, DimensionWeights, QualityWeights } from '../kpi/weights';
import type { MatchBasis, Partner } from '../match/types';
import type { EvidenceCheck, EvidenceTrend } from './evidence-views';

/** A KPI result with what is needed to show it. */
export interface KpiRow extends JudgedKpi {
  /** K-number, e.g. `K07`. */
  code: string;
  name: string;
  dimension: Dimension;
  unit: Unit;
  direction: Direction;
  depth: 'surface' | 'deep';
  /** Sample below which there is no verdict, and what its units are called ("closed deals"). */
  minimum: { n: number; of: string };
  /** What it counts for within its dimension's score; 0 = shown, not scored. */
  weight: number;
  /** Failed for certain, it caps the overall score. */
  gate: boolean;
}

export interface ScorecardView extends Omit<Scorecard, 'kpis'> {
  kpis: KpiRow[];
  /** KPIs to show first; null or left out = everything that is measured. */
  focus?: { kpis: string[]; preset: Preset | null } | null;
  /** Set when the figures are older than they should be; a sentence. */
  stale: string | null;
  /** Set when a pack brought it: who computed it, as of which day, and that its rows are not on this machine. */
  source?: string;
}

export interface RecordSummary {
  crm: string;
  kind: RecordKind;
  name: string;
  stage: string | null;
  editing: boolean;
  /** Identity across visits, to flag it by; null where the CRM has no such record yet. */
  key: string | null;
  /** Set where the record was read as taught, and something of that no longer holds. */
  taught?: LessonCheck;
}

export type PanelView = {
  tabId: number;
  missing: MissingField[];
  record: RecordSummary | null;
  /** The note to the partner manager that is on this record; null or left out = none. */
  flag?: Flag | null;
  /** Badges on lists and boards are switched on for the site of this tab; left out where the tab shows no site. */
  lists?: boolean;
  /** What earlier visits found of the record, on a site where they are remembered. */
  history?: RecordHistory;
  /** The record is a row of a list, read from its columns: the page itself shows none. */
  row?: true;
} & (
  | { state: 'partner'; partner: Partner; basis: MatchBasis; via: string; scorecard: ScorecardView }
  /** Known partner without any fact. */
  | { state: 'no-figures'; partner: Partner; basis: MatchBasis; via: string }
  /** The record names a partner that the directory does not know. */
  | { state: 'unknown-partner'; name: string; suggestions: PartnerHit[] }
  /** Several partners fit the name. */
  | { state: 'ambiguous'; name: string; candidates: PartnerHit[] }
  | { state: 'no-partner' }
  /** Nothing was imported yet; or all was lost that was there at the moment `lost`, ISO time. */
  | { state: 'no-data'; lost?: string }
  /** `lesson`: what was taught there and no longer holds. */
  | { state: 'unrecognised'; crm: string; why: string; lesson?: string }
  | { state: 'no-record' }
  | { state: 'pending' }
);

/** All that the content script learns about a partner. */
export interface PageBadge {
  /** Show the launcher and panel for this page. */
  show: boolean;
  partnerName: string | null;
  /** Keys of the missing fields, to mark them in the page. */
  missing: { key: string; label: string }[];
  tone: 'good' | 'warn' | 'bad' | 'neutral';
  /** Set where the panel shows in the browser's side panel instead. */
  docked?: boolean;
  /** Set where the page may hold a list and its site wants badges on them. */
  lists?: boolean;
}

/** A row of a list or a card of a board as the page shows it. */
export interface ListRow {
  id: string | null;
  name: string;
  kind: RecordKind;
  href: string | null;
  /** What else stands in it under a label or as a link. */
  cells: ListCell[];
}

/** All that the page learns about a row. */
export interface RowBadge {
  /** Null where no partner of the directory is known on the record. */
  tone: PageBadge['tone'] | null;
  /** Required fields known to be empty: in the columns shown, or when the record was last open. */
  missing: number;
  flagged: boolean;
  /** All of it in words; empty where there is nothing to show. */
  text: string;
}

/** What a person has open and typed in the panel of a page. */
export interface PanelDraft {
  /** What the panel was about: it holds for nothing else. */
  subject: string;
  /** KPI whose rows are open. */
  kpi: string | null;
  /** How far the panel is scrolled, in CSS pixels. */
  scroll: number;
  /** A note that is being written to the partner manager; null while none is. */
  note: string | null;
}

export interface PartnerHit {
  id: string;
  name: string;
  type: string | null;
  tier: string | null;
  region: string | null;
  /** Overall tone of the cached scorecard, when there is one. */
  tone: PageBadge['tone'];
}

export interface PopupStatus {
  /** Origin of the tab, null for browser pages where nothing can run. */
  origin: string | null;
  /** `blocked`: a page where extensions never run. */
  site: 'enabled' | 'disabled' | 'blocked';
  reading: PageReading | null;
  panel: PanelView | null;
  /** Badges on lists and boards are switched on for this site. */
  lists: boolean;
  /** Visits to records of this site are remembered; left out where it is not enabled. */
  remembered?: boolean;
  /** The browser threw away what was stored, whatever page this is. */
  lost?: boolean;
}

/** A site whose pages are remembered, or were. */
export interface RememberedSite {
  origin: string;
  on: boolean;
  keepDays: number;
  snapshots: number;
  records: number;
  /** Some of it is not in the figures yet. */
  waiting: boolean;
}

/** A site on which the product runs, or may not run any more. */
export interface SiteView {
  origin: string;
  granted: boolean;
  /** Badges on its lists and boards are switched on; null for a pattern of several hosts, each of which has its own. */
  lists: boolean | null;
}

/** A required-field rule with who brought it, where that was not the person. */
export interface RuleView extends FieldRule {
  /** The pack that it is from, in words. */
  from?: string;
  /** An administrator set it. */
  locked?: boolean;
}

/** Weights as seen from one level. */
export interface WeightsView {
  dimensions: {
    /** Set at this very level; null = not. */
    own: DimensionWeights | null;
    effective: DimensionWeights;
    from: AppliedWeights['from'] | 'default';
    /** 0 = the standard ones. */
    version: number;
  };
  /** Of the partner quality score, for all partners alike; version 0 = the standard ones. */
  quality: { weights: QualityWeights; version: number };
}

export interface LimitView {
  kpi: string;
  code: string;
  name: string;
  dimension: Dimension;
  unit: Unit;
  direction: Direction;
  /** `programme` = warn and fail are multiples of the programme's pooled value, `offset` = added to it. */
  basis: 'absolute' | 'programme' | 'offset';
  /** Code of the KPI whose value they are multiples of, where it is not this one's. */
  of?: string;
  default: { warn: number; fail: number } | null;
  /** What is set at the asked level, if anything. */
  own: { warn: number; fail: number } | null;
  /** What holds at that level after resolution. */
  effective: { warn: number; fail: number; from: string; by?: 'policy' | 'pack' } | null;
}

export interface EvidenceRow {
  file: string;
  row: number;
  /** Column label -> shown text, in table order. */
  cells: string[];
  /** Link to the record in its CRM, when one is known. */
  link: string | null;
  /** Why it was left out. */
  reason: string | null;
}

export interface EvidenceView {
  kpi: KpiRow;
  /** Programme-readable definition: numerator, denominator, window, what is left out. */
  definition: {
    question: string;
    counts: string;
    numerator: string;
    denominator: string | null;
    window: string;
    maturity: string | null;
    includes: string;
    excludes: string;
    sourceOfRecord: string;
    cadence: string;
    owner: string;
    version: number;
  };
  /** Whose number it is; null = the whole programme's. */
  partner: { id: string; name: string } | null;
  /** The interval against the limit in a sentence. */
  says: string;
  /** Numerator and denominator in figures; null where the number is not one over the other. */
  sides: string | null;
  /** How the rows make the number again; null where they are not on this machine. */
  check: EvidenceCheck | null;
  /** Whose number it is, where its rows are not on this machine. */
  source?: string;
  /** Null where there are not two months to compare. */
  trend: EvidenceTrend | null;
  columns: string[];
  part: 'counted' | 'left-out' | 'immature';
  totals: { counted: number; leftOut: number; immature: number };
  rows: EvidenceRow[];
  offset: number;
  /** First day of the month whose point this is; not there for the whole number. */
  month?: number;
}
