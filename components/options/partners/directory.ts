import type { Answer, Question } from '@/lib/kpi/types';
import { foldText } from '@/lib/match/fold';
import type { Partner } from '@/lib/match/types';
import type { Sort } from '../parts/VirtualTable';

/** A partner as the directory lists it: no more than is shown, since the page takes ten thousand at once. */
export interface ListedPartner {
  partner: Pick<Partner, 'id' | 'name' | 'type' | 'tier' | 'region' | 'manager'>;
  /** Everything it can be found by, folded. */
  haystack: string;
}

/** A scorecard as the directory lists it. */
interface DirectoryCard {
  answers: Partial<Record<Question, Answer>>;
  /** 0-1 */
  coverage: number;
  computedAt: string;
  stale: boolean;
  /** A pack brought it. */
  packed: boolean;
}

/** Scorecards by partner. */
export type Cards = ReadonlyMap<string, DirectoryCard>;

/** The scorecard's part is undefined until it was read, and null until one was computed. */
export interface DirectoryRow extends ListedPartner {
  card: DirectoryCard | null | undefined;
}

export interface DirectoryFilter {
  text: string;
  /** null = all; `''` = the ones without. */
  type: string | null;
  tier: string | null;
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
/** From the one to look at first to the one that is well; the unknown is no place on this scale. */
const ANSWER_ORDER: Partial<Record<Answer, number>> = { no: 0, unsure: 1, mostly: 2, yes: 3 };

/** A partner with the text in which the search looks. */
export function listed(stored: Partner): ListedPartner {
  const { id, name, aliases, type, tier, region, manager, domains, crmIds, codes } = stored;
  const words = [name, ...aliases, type, tier, region, manager, ...domains, ...crmIds, ...codes];
  return { partner: { id, name, type, tier, region, manager }, haystack: foldText(words.join(' ')) };
}

/** Rows that hold every word of the search and fit the chosen type and tier, in the given order. */
export function filterDirectory(rows: readonly DirectoryRow[], filter: DirectoryFilter): DirectoryRow[] {
  const words = foldText(filter.text).split(' ').filter(Boolean);
  return rows.filter(
    ({ partner, haystack }) =>
      (filter.type === null || (partner.type ?? '') === filter.type) &&
      (filter.tier === null || (partner.tier ?? '') === filter.tier) &&
      words.every((word) => haystack.includes(word)),
  );
}

/** A new array in the order of the names, as people sort them: "Partner 9" before "Partner 10". */
export function byName<Row extends Pick<ListedPartner, 'partner'>>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => collator.compare(a.partner.name, b.partner.name));
}

/**
 * A new sorted array; what is missing comes last in both directions, equal rows by name.
 * @param rows in the order of their names: comparing ten thousand of them at each press would hold up the page
 */
export function sortDirectory(rows: readonly DirectoryRow[], sort: Sort): DirectoryRow[] {
  if (sort.column === 'name') return sort.descending ? rows.toReversed() : [...rows];
  const key = KEYS[sort.column];
  if (!key) return [...rows];
  const place = places(rows.map(key));
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, at: place.get(key(row)) }))
    .sort((a, b) =>
      a.at === undefined || b.at === undefined
        ? Number(a.at === undefined) - Number(b.at === undefined)
        : sign * (a.at - b.at),
    )
    .map(({ row }) => row);
}

type Key = string | number;

const order = (a: Key, b: Key): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

/** The place of each value in their order, those that it takes for one on the same; null has none. */
function places(keys: readonly (Key | null)[]): ReadonlyMap<Key | null, number> {
  const distinct = [...new Set(keys)].filter((key) => key !== null).sort(order);
  let place = 0;
  return new Map(
    distinct.map((key, i) => {
      if (i > 0 && order(distinct[i - 1]!, key) !== 0) place = i;
      return [key, place];
    }),
  );
}

const KEYS: Readonly<Record<string, (row: DirectoryRow) => Key | null>> = {
  type: ({ partner }) => partner.type || null,
  tier: ({ partner }) => partner.tier || null,
  working: ({ card }) => answerKey(card?.answers.working),
  'right-way': ({ card }) => answerKey(card?.answers['right-way']),
  coverage: ({ card }) => card?.coverage ?? null,
  asOf: ({ card }) => (card ? Date.parse(card.computedAt) : null),
};

function answerKey(answer: Answer | undefined): number | null {
  return answer ? (ANSWER_ORDER[answer] ?? null) : null;
}
