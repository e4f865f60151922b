import type { RecordKind } from '../crm/types';

/** A field that a record must have filled, for some objects, stages and partner types. */
export interface FieldRule {
  id: string;
  /** Kinds of record it applies to. */
  objects: readonly RecordKind[];
  /** Folded stage names; empty = every stage. */
  stages: readonly string[];
  /** Partner types; empty = every type, also when no partner is known. */
  partnerTypes: readonly string[];
  /** Adapter ids; empty = every CRM. */
  crms: readonly string[];
  /** Field keys or labels that satisfy the rule, in any CRM; compared folded. The first is the name shown when the page has none. */
  fields: readonly string[];
  /** Why it is needed, a short phrase: "required for resellers". */
  why: string;
  enabled: boolean;
}

/** What was agreed to be tracked on a partner's records: a campaign tag, a referral code, a registration, a CRM field. */
export interface PlanItem {
  /** Field keys or labels that hold it, in any CRM; the first is its name. */
  fields: readonly string[];
  /** What belongs there, where it is always the same, e.g. the partner's referral code. */
  value: string | null;
}

/** Who asks for a field: the CRM's own mark, a rule of the user's, or the tracking plan of the partner. */
export const MISSING_SOURCES = ['page', 'rule', 'plan'] as const;
export type MissingSource = (typeof MISSING_SOURCES)[number];

export interface MissingField {
  /** Key that the adapter's `locate` understands. */
  key: string;
  label: string;
  why: string;
  /** Everyone who asks for it, in the order of `MISSING_SOURCES`. */
  sources: readonly MissingSource[];
  /** What belongs there, where it is known; a person may put it in with one key. */
  prefill: string | null;
}
