/** What a scorecard pack holds. JSON-safe; types only. */
import type { Lesson } from '../crm/taught/lesson';
import type { RecordKind } from '../crm/types';
import type { AttributionSettings } from '../facts/attribution';
import type { FieldRule, PlanItem } from '../fields/types';
import type { VariantChoice } from '../kpi/catalogue';
import type { KpiDefinition } from '../kpi/define';
import type { Preset } from '../kpi/presets';
import type { JudgedKpi, Measurement, Scorecard } from '../kpi/types';
import type { PartnerFieldSetting } from '../match/partner-field';
import type { Partner } from '../match/types';

/** A result with the version of the definition that it was measured by. */
export type PackKpi = JudgedKpi & { version: number };

/** A scorecard; KPIs that were not measured are left out. */
export interface PackCard extends Omit<Scorecard, 'kpis'> {
  kpis: readonly PackKpi[];
}

/** Parts of a pack; the one who makes it chooses which. A part that is left out changes nothing. */
export interface PackContents {
  /** Own KPIs, and which variants stand in scorecards. */
  kpis?: { definitions: KpiDefinition[]; variants: VariantChoice };
  /** Scopes are `global`, `type:<type>`, `tier:<tier>` and `partner:<id>`, here and below. */
  limits?: { scope: string; kpi: string; warn: number; fail: number }[];
  /** Rules that were changed or added, and ids of built-in ones that were removed. */
  rules?: { changed: FieldRule[]; removed: string[] };
  plans?: { scope: string; items: PlanItem[] }[];
  lessons?: Lesson[];
  partnerFields?: { origin: string; kind: RecordKind; setting: PartnerFieldSetting }[];
  focus?: { scope: string; kpis: string[]; preset: Preset | null }[];
  influence?: AttributionSettings;
  partners?: Partner[];
  /** What all partners together measure, and each partner's scorecard. */
  scorecards?: { programme: Measurement[]; cards: PackCard[] };
}

export type PackPart = keyof PackContents;

/** First line of a pack. */
export interface PackHeader {
  format: 'partner-lens-pack';
  /** Of the file's shape. */
  schema: number;
  /** Stays the same from one edition of the pack to the next. */
  id: string;
  name: string;
  /** Who signed it, as they call themselves; the key alone proves it. */
  signer: string;
  /** Raw P-256 point, base64. */
  publicKey: string;
  /** Grows with every edition. */
  sequence: number;
  /** ISO time. */
  made: string;
}

export interface Pack {
  header: PackHeader;
  contents: PackContents;
}
