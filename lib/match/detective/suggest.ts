/** Who may have brought a deal: ranked, each with its evidence and a probability that past deals bear out. */
import { wilson } from '../../stats/wilson';
import { type Calibration, calibrate, type Tally } from './calibrate';
import { collect, type Found, patternOf, type Subject } from './collect';
import { bitOf, EVIDENCE, EVIDENCE_WORDS, type EvidenceKind, kindsOf, RANK_WEIGHTS } from './evidence';
import type { History } from './history';
import { estimates } from './situations';

/** Past deals with a kind of evidence below which nothing can be said of its worth. */
export const KNOWABLE = 8;
const MOST = 5;
/** A suggestion that is known to be less likely is left out. */
const LEAST = 0.1;
/** Chance before any evidence, by which candidates of unknown worth are ranked among the others. */
const UNKNOWN = 0.1;

const logit = (p: number): number => Math.log(Math.max(p, 1e-9) / Math.max(1 - p, 1e-9));

export interface RankedPartner {
  /** Ordinal. */
  partner: number;
  /** Kinds, the strongest first, and how often each was found. */
  found: { kind: EvidenceKind; times: number }[];
  probability: number | null;
  /** Kinds of evidence on which the probability says nothing yet. */
  unknown: EvidenceKind[];
  past: { n: number; theirs: number; low: number; high: number; of: readonly EvidenceKind[] } | null;
}

export interface Detective {
  calibration: Calibration;
  suggest(subject: Subject): RankedPartner[];
}

/** Learns from past deals; the answer may be kept as long as the history holds. */
export function detectiveOf(history: History): Detective {
  const calibration = calibrate(history);
  const { weights, situations, kinds, patterns } = calibration;
  let known = 0;
  EVIDENCE.forEach((kind, k) => {
    if (kinds[k]!.n >= KNOWABLE) known |= bitOf(kind);
  });
  const weightOf = (kind: EvidenceKind) =>
    known & bitOf(kind) ? weights[EVIDENCE.indexOf(kind) + 1]! : RANK_WEIGHTS[kind];

  const past = (pattern: number): RankedPartner['past'] => {
    const of = (tally: Tally | undefined, what: readonly EvidenceKind[]) => {
      const interval = tally && tally.n >= KNOWABLE ? wilson(tally.theirs, tally.n) : null;
      return interval && tally ? { ...tally, ...interval, of: what } : null;
    };
    const all = of(patterns.get(pattern), kindsOf(pattern));
    if (all) return all;
    const [strongest] = kindsOf(pattern & known).sort((a, b) => weightOf(b) - weightOf(a));
    return strongest ? of(kinds[EVIDENCE.indexOf(strongest)], [strongest]) : null;
  };

  return {
    calibration,
    suggest(subject) {
      const candidates = [...collect(history, subject)];
      const asKnown = candidates.map(([, found]) => patternOf(found) & known);
      const p = estimates(weights, situations, asKnown);
      const score = (found: Found, probability: number | null) =>
        [...found.keys()]
          .filter((kind) => !(known & bitOf(kind)))
          .reduce((sum, kind) => sum + RANK_WEIGHTS[kind], logit(probability ?? UNKNOWN));
      return candidates
        .map(([partner, found], i) => ({
          partner,
          found: [...found]
            .map(([kind, times]) => ({ kind, times }))
            .sort((a, b) => weightOf(b.kind) - weightOf(a.kind)),
          probability: asKnown[i] === 0 ? null : p[i]!,
          unknown: kindsOf(patternOf(found) & ~known),
          past: past(patternOf(found)),
          score: score(found, asKnown[i] === 0 ? null : p[i]!),
        }))
        .filter(
          ({ probability, unknown }) => probability === null || unknown.length > 0 || probability >= LEAST,
        )
        .sort((a, b) => b.score - a.score || a.partner - b.partner)
        .slice(0, MOST)
        .map(({ score: _, ...one }) => one);
    },
  };
}

/** One kind of evidence as a sentence. */
export function evidenceSentence(kind: EvidenceKind, times: number): string {
  const count = (one: string, many: string) => (times === 1 ? one : many.replace('#', String(times)));
  switch (kind) {
    case 'registration':
      return 'The registration number is theirs.';
    case 'code':
      return 'A code on the deal or on what led to it is theirs.';
    case 'deal-touch':
      return count('They touched this deal.', 'They touched this deal # times.');
    case 'domain':
      return 'An e-mail or web address on the record is at their domain.';
    case 'lead':
      return count('They brought this customer as a lead.', 'They brought this customer as a lead # times.');
    case 'event':
      return count('An event shared with this customer.', '# events shared with this customer.');
    case 'customer-all':
      return count(
        'The customer’s earlier partner deal was theirs.',
        'All # earlier partner deals of this customer were theirs.',
      );
    case 'customer-some':
      return count(
        'One of the customer’s earlier partner deals was theirs.',
        '# of the customer’s earlier partner deals were theirs.',
      );
    case 'touch':
      return count(
        'They were in touch with this customer.',
        'They were in touch with this customer # times.',
      );
    case 'name':
      return 'Their name stands in the record’s text.';
  }
}

/** "Of 21 past cases with …, 18 were theirs", or why nothing is known; a deal with two such partners is two cases. */
export function pastSentence(past: RankedPartner['past']): string {
  if (!past) return 'Not yet knowable: too few past deals had such evidence.';
  const { n, theirs, of } = past;
  const what = new Intl.ListFormat('en').format(of.map((kind) => EVIDENCE_WORDS[kind]));
  const [all, own] = [n, theirs].map((count) => count.toLocaleString('en'));
  return `Of ${all} past cases with ${what}, ${own} ${theirs === 1 ? 'was' : 'were'} theirs.`;
}
