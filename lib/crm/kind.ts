/** What kind of record a page shows, from all that names one. */
import type { FieldRole } from './labels';
import { isEdit, isPlace, kindOf } from './nouns';
import type { RecordKind } from './types';

/** What the presence of a labelled field says about the kind of record. */
const SPEAKS: Partial<Record<FieldRole, Partial<Record<RecordKind, number>>>> = {
  stage: { deal: 1.5 },
  close: { deal: 1.5 },
  amount: { deal: 1 },
  partner: { deal: 0.5 },
  person: { contact: 1.5, lead: 1 },
  aboutPartner: { partner: 1 },
};

export interface Clues {
  /** Kinds in the address and in hidden inputs that carry the record through a form post, and how much they count. */
  told: readonly (readonly [RecordKind | null, number])[];
  /** The first heading. */
  heading: string;
  /** Breadcrumbs, parts of the title, and small words near the heading, the most telling first. */
  words: readonly string[];
  labels: readonly string[];
  roles: Iterable<FieldRole>;
}

/** The likeliest kind and its weight; `other` when there is little to go by. */
export function kindFrom(clues: Clues): [RecordKind, number] {
  const scores = new Map<RecordKind, number>();
  const add = (kind: RecordKind | null | undefined, weight: number) => {
    if (kind) scores.set(kind, (scores.get(kind) ?? 0) + weight);
  };
  // Projects and tasks are used for deals, so that such a word says less.
  for (const [kind, weight] of clues.told) add(kind, kind === 'other' ? weight / 2 : weight);
  // "Deal: X", "Edit X deal", "Edit opportunity"
  const [title = '', rest] = clues.heading.split(/[:#–—]/);
  if (rest || isEdit(clues.heading) || isPlace(clues.heading)) add(kindOf(title), 2);
  add(kindOf(clues.words.find((text) => isPlace(text) && kindOf(text)) ?? ''), 2);
  // "Deal stage", "Lead source", "Montant opportunité"
  for (const label of clues.labels) {
    const words = label.split(' ');
    if (words[1]) for (const kind of new Set([kindOf(words[0]!), kindOf(words.at(-1)!)])) add(kind, 0.5);
  }
  for (const role of clues.roles)
    for (const [kind, weight] of Object.entries(SPEAKS[role] ?? {})) add(kind as RecordKind, weight);
  const [best, score] = [...scores].sort(([, a], [, b]) => b - a)[0] ?? ['other', 0];
  return [score < 2 ? 'other' : best, score];
}
