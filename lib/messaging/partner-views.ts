/** What pages are told of the partner field of sites, and of who may have brought a deal without a partner; partners as pairs. */
import type { RecordKind } from '../crm/types';
import type { PartnerFieldSetting } from '../match/partner-field';
import type { PartnerHit } from './views';

/** Two partners of which a person says that they are one, or two; `because` as it was shown. */
export interface PartnerPair {
  from: string;
  into: string;
  because: string[];
}

export interface SitesFieldsView {
  /** Fields seen on each site, by kind of record. */
  fields: {
    origin: string;
    kind: RecordKind;
    crm: string;
    fields: { key: string; label: string }[];
    /** Label of the field that names the partner by itself; null until one did. */
    taken: string | null;
    setting: PartnerFieldSetting;
  }[];
  /** What a person chose where several partners fit; `partner` is null when it is gone. */
  choices: {
    origin: string;
    text: string;
    written: string;
    partner: Omit<PartnerHit, 'tone'> | null;
  }[];
}

/** A partner that may have brought the deal. */
export interface Suggestion {
  partner: PartnerHit;
  /** 0-1; null where too few past deals had such evidence to know. */
  probability: number | null;
  /** Sentences, the strongest first. */
  evidence: string[];
  /** Past deals with the same kinds of evidence: how many, how many were that partner's, and its 95 % interval. */
  past: { n: number; theirs: number; low: number; high: number } | null;
  /** The same as a sentence, or that nothing is known yet. */
  says: string;
  /** Some of the evidence is of a kind that past deals did not have: the probability rests on the rest. */
  partly: boolean;
}

export type SuggestionsAnswer =
  | { state: 'none'; why: string }
  | {
      state: 'suggestions';
      suggestions: Suggestion[];
      /** Empty field that a suggestion can be put into; null when the page shows none. */
      field: { key: string; label: string } | null;
      /**
       * The first suggestion on each past deal, each judged by all others alone: how many there were, how many were
       * right, and how many should have been by their probabilities. Null with too few deals.
       */
      check: { deals: number; stated: number; right: number } | null;
    };
