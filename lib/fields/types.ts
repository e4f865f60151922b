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

export interface MissingField {
  /** Key that the adapter's `locate` understands. */
  key: string;
  label: string;
  why: string;
  /** `page` = the CRM marks it as required, `rule` = a rule of ours. */
  source: 'page' | 'rule';
}
