import type { Answer, Question } from '@/lib/kpi/types';
import { foldText } from '@/lib/match/fold';
import type { Partner } from '@/lib/match/types';
import type { Sort } from '../parts/VirtualTable';

/** A partner as the directory lists it; the scorecard's part is null until one was computed. */
export interface DirectoryRow {
  partner: Partner;
  /** Everything it can be found by, folded. */
  haystack: string;
  card: {
    answers: Partial<Record<Question, Answer>>;
    /** 0-1 */
    coverage: number;
    computedAt: string;
    stale: boolean;
    /** A pack brought it. */
    packed: boolean;
  } | null;
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

/** Text in which the search looks. */
export function haystackOf(partner: Partner): string {
  const { name, aliases, type, tier, region, manager, domains, crmIds, codes } = partner;
  return foldText([name, ...aliases, type, tier, region, manager, ...domains, ...crmIds, ...codes].join(' '));
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

/** A new sorted array; what is missing comes last in both directions, equal rows by name. */
export function sortDirectory(rows: readonly DirectoryRow[], sort: Sort): DirectoryRow[] {
  const key = KEYS[sort.column] ?? KEYS.name!;
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) {
        if (a.key !== b.key) return a.key === null ? 1 : -1;
      } else {
        const order =
          typeof a.key === 'string' ? collator.compare(a.key, String(b.key)) : a.key - Number(b.key);
        if (order !== 0) return sign * order;
      }
      return collator.compare(a.row.partner.name, b.row.partner.name);
    })
    .map(({ row }) => row);
}

const KEYS: Readonly<Record<string, (row: DirectoryRow) => string | number | null>> = {
  name: ({ partner }) => partner.name,
  type: ({ partner }) => partner.type || null,
  tier: ({ partner }) => partner.tier || null,
  working: ({ card }) => answerKey(card?.answers.working),
  'right-way': ({ card }) => answerKey(card?.answers['right-way']),
  coverage: ({ card }) => card?.coverage ?? null,
  asOf: ({ card }) => card?.computedAt ?? null,
};

function answerKey(answer: Answer | undefined): number | null {
  return answer ? (ANSWER_ORDER[answer] ?? null) : null;
}
