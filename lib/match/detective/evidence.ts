/** Kinds of evidence that a partner brought a deal. */

/** In the order in which they are ranked and told while nothing is known of their worth. */
export const EVIDENCE = [
  'registration',
  'code',
  'deal-touch',
  'domain',
  'lead',
  'event',
  'customer-all',
  'touch',
  'customer-some',
  'name',
] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];

/** What a kind is called, after "with". */
export const EVIDENCE_WORDS: Record<EvidenceKind, string> = {
  registration: 'a registration number of the partner',
  code: 'a code of the partner',
  'deal-touch': 'a touch of the partner on the deal',
  domain: 'an address at the partner’s domain',
  lead: 'an earlier lead of the partner',
  event: 'a shared event before the deal',
  'customer-all': 'a customer whose earlier partner deals were all the partner’s',
  touch: 'a touch of the partner before the deal',
  'customer-some': 'a customer with some earlier deals of the partner',
  name: 'the partner’s name in the text',
};

/** Weights, in log-odds, by which evidence without any history is ranked. They order; no probability rests on them. */
export const RANK_WEIGHTS: Record<EvidenceKind, number> = {
  registration: 4,
  code: 3,
  'deal-touch': 2.5,
  domain: 2.5,
  lead: 2,
  event: 1.5,
  'customer-all': 1.5,
  touch: 1,
  'customer-some': 0.5,
  name: 1.5,
};

/** Bit of a kind in a pattern: a set of kinds as a number. */
export const bitOf = (kind: EvidenceKind): number => 1 << EVIDENCE.indexOf(kind);

/** Kinds in a pattern. */
export const kindsOf = (pattern: number): EvidenceKind[] => EVIDENCE.filter((kind) => pattern & bitOf(kind));
