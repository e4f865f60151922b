/** What kind of record a page shows, from all that names one. */
import type { FieldRole } from './labels';
import { isEdit, isPlace, kindOf } from './nouns';
import type { RecordKind } from './types';
import { vote, winner } from './votes';

/** What the presence of a labelled field says about the kind of record. */
const SPEAKS: readonly (readonly [FieldRole, RecordKind, number])[] = [
  ['stage', 'deal', 1.5],
  ['close', 'deal', 1.5],
  ['amount', 'deal', 1],
  ['partner', 'deal', 0.5],
  ['person', 'contact', 1.5],
  ['person', 'lead', 1],
  ['aboutPartner', 'partner', 1],
];

/**
 * The likeliest kind and its weight; `other` when there is little to go by.
 * @param told kinds in the address and in hidden inputs that carry the record through a form post, and how much they count
 * @param heading the first one
 * @param words breadcrumbs, parts of the title, and small words near the heading, the most telling first
 */
export function kindFrom(
  told: readonly (readonly [RecordKind | null, number])[],
  heading: string,
  words: readonly string[],
  labels: readonly string[],
  roles: ReadonlyMap<FieldRole, unknown>,
): [RecordKind, number] {
  const scores = new Map<RecordKind, number>();
  const add = (kind: RecordKind | null | undefined, weight: number) => {
    if (kind) vote(scores, kind, weight);
  };
  // Projects and tasks are used for deals, so that such a word says less.
  for (const [kind, weight] of told) add(kind, kind === 'other' ? weight / 2 : weight);
  // "Deal: X", "Edit X deal", "Edit opportunity"
  const [title = '', rest] = heading.split(/[:#–—]/);
  if (rest || isEdit(heading) || isPlace(heading)) add(kindOf(title), 2);
  add(kindOf(words.find((text) => isPlace(text) && kindOf(text)) ?? ''), 2);
  // "Deal stage", "Lead source", "Montant opportunité"
  for (const label of labels) {
    const parts = label.split(' ');
    if (parts[1]) for (const kind of new Set([kindOf(parts[0]!), kindOf(parts.at(-1)!)])) add(kind, 0.5);
  }
  for (const [role, kind, weight] of SPEAKS) if (roles.has(role)) add(kind, weight);
  const [best, score] = winner(scores) ?? ['other', 0];
  return [score < 2 ? 'other' : best, score];
}
