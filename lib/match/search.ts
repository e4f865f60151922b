import uFuzzy from '@leeoniya/ufuzzy';
import { domainOf } from './domain';
import { foldText } from './fold';
import type { Partner } from './types';

/** A way in which a partner can be found: its name, one of its aliases, or its id. */
interface Entry {
  partner: number;
  words: string[];
}

export interface PartnerIndex {
  /** Number of partners in the index. */
  size: number;
  /**
   * Type-ahead: ids of the partners that fit what was typed so far, best first. The words may come in any order,
   * the last one may be incomplete, and a word may hold two typing errors. What looks like a domain, an address or an
   * e-mail address is looked for among the domains first.
   */
  search(query: string, limit: number): string[];
}

const LATIN: uFuzzy.Options = { intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 };
const ANY_SCRIPT: uFuzzy.Options = {
  ...LATIN,
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  interBound: '[^\\p{L}\\d]',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
};
/** Matches beyond this many are not ranked by uFuzzy; a longer query narrows them. */
const RANKED = 1000;
/** Entries that share most trigrams with the query and are compared letter by letter. */
const CANDIDATES = 120;
/** Even when thousands share equally many. */
const MOST = 400;

/**
 * Builds the search index once for a directory (10,000 partners take a few dozen milliseconds).
 * @param partners the order decides between equally good hits
 */
export function buildPartnerIndex(
  partners: readonly Pick<Partner, 'id' | 'name' | 'aliases' | 'domains'>[],
): PartnerIndex {
  const texts: string[] = [];
  const entries: Entry[] = [];
  partners.forEach(({ id, name, aliases }, partner) => {
    for (const text of new Set([name, ...aliases, id].map(foldText))) {
      if (!text) continue;
      texts.push(text);
      entries.push({ partner, words: text.split(' ') });
    }
  });
  const postings = new Map<string, number[]>();
  entries.forEach(({ words }, entry) => {
    for (const gram of trigrams(words)) {
      const list = postings.get(gram);
      if (list) list.push(entry);
      else postings.set(gram, [entry]);
    }
  });

  const sites = partners.flatMap(({ domains }, partner) =>
    domains.map((domain) => ({ domain: domain.toLowerCase(), partner })),
  );

  const latin = new uFuzzy(LATIN);
  const anyScript = new uFuzzy(ANY_SCRIPT);
  /** Words in the order of the name, one error in each. */
  const instant = (query: string): number[] => {
    const fuzzy = /^[\x20-\x7e]*$/.test(query) ? latin : anyScript;
    const [found, info, order] = fuzzy.search(texts, query, 0, RANKED);
    if (!found) return [];
    if (order) return order.map((position) => info.idx[position]!);
    const [prefix, rest] = [[] as number[], [] as number[]];
    for (const entry of found) (texts[entry]!.startsWith(query) ? prefix : rest).push(entry);
    return prefix.concat(rest);
  };

  const shared = new Uint16Array(entries.length);
  /** Words in any order, two errors in each. */
  const tolerant = (words: string[]): number[] => {
    const touched: number[] = [];
    const grams = trigrams(words);
    for (const gram of grams) {
      for (const entry of postings.get(gram) ?? []) if (shared[entry]!++ === 0) touched.push(entry);
    }
    // Sorting thousands of entries by overlap would cost more than all the rest: take whole classes from the top.
    const classes: number[][] = Array.from({ length: grams.size + 1 }, () => []);
    for (const entry of touched) {
      classes[shared[entry]!]!.push(entry);
      shared[entry] = 0;
    }
    const known = words.map(() => new Map<string, number>());
    const found: { entry: number; cost: number }[] = [];
    for (let size = grams.size, seen = 0; size > 0 && seen < CANDIDATES; size--) {
      for (const entry of classes[size]!) {
        if (seen++ >= MOST) break;
        const errors = cost(words, entries[entry]!.words, known);
        if (errors < Number.POSITIVE_INFINITY) found.push({ entry, cost: errors });
      }
    }
    const length = words.join(' ').length;
    const far = (entry: number) => Math.abs(texts[entry]!.length - length);
    return found.sort((a, b) => a.cost - b.cost || far(a.entry) - far(b.entry)).map(({ entry }) => entry);
  };

  return {
    size: partners.length,
    search(query, limit) {
      const text = foldText(query);
      if (!text || limit < 1) return [];
      const hits = new Set<number>();
      const collect = (found: number[]) => {
        for (const entry of found) {
          if (hits.size >= limit) return;
          hits.add(entries[entry]!.partner);
        }
      };
      if (/[.@/]/.test(query)) {
        const site = domainOf(query) ?? query.trim().toLowerCase();
        for (const { domain, partner } of sites)
          if (hits.size < limit && domain.startsWith(site)) hits.add(partner);
      }
      collect(instant(text));
      if (hits.size < limit && text.length > 2) collect(tolerant(text.split(' ')));
      return [...hits].map((partner) => partners[partner]!.id);
    },
  };
}

/** Trigrams of each word with its start marked; the end is open, since the word may still be being typed. */
function trigrams(words: string[]): Set<string> {
  const grams = new Set<string>();
  for (const word of words) {
    const marked = `  ${word}`;
    for (let i = 0; i + 3 <= marked.length; i++) grams.add(marked.slice(i, i + 3));
  }
  return grams;
}

/** Typing errors that a word of this length may hold. */
function allowed(length: number): number {
  return length < 3 ? 0 : length < 5 ? 1 : 2;
}

/**
 * Typing errors needed to read the query in the name: each query word takes the nearest name word, the last may be
 * the start of one. Infinite when a word is too far from all.
 * @param known distances found so far for this query; names share most of their words
 */
function cost(query: string[], name: string[], known: Map<string, number>[]): number {
  let total = 0;
  for (let i = 0; i < query.length; i++) {
    const word = query[i]!;
    const limit = allowed(word.length);
    const seen = known[i]!;
    let best = limit + 1;
    for (const candidate of name) {
      let errors = seen.get(candidate);
      if (errors === undefined) {
        errors = distance(word, candidate, i === query.length - 1, limit + 1);
        seen.set(candidate, errors);
      }
      if (errors < best) best = errors;
    }
    if (best > limit) return Number.POSITIVE_INFINITY;
    total += best;
  }
  return total;
}

/** Three rows of the distance table; words longer than this are compared by their start. */
const LONGEST = 63;
const ROWS = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) as [Uint8Array, Uint8Array, Uint8Array];

/**
 * Optimal string alignment distance (insert, delete, substitute, swap neighbours; Damerau 1964), at most `cap`.
 * @param open the distance to the best prefix of `b` instead of to the whole of it
 */
function distance(a: string, b: string, open: boolean, cap: number): number {
  const rows = Math.min(a.length, LONGEST);
  // A prefix longer than this costs at least `cap` insertions.
  const columns = Math.min(b.length, LONGEST, open ? rows + cap : LONGEST);
  if (rows - columns >= cap || (!open && columns - rows >= cap)) return cap;
  let [before, last, row] = ROWS;
  for (let j = 0; j <= columns; j++) last[j] = j;
  for (let i = 1; i <= rows; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= columns; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, before[j - 2]! + 1);
      }
      row[j] = value;
      if (value < least) least = value;
    }
    if (least >= cap) return cap;
    [before, last, row] = [last, row, before];
  }
  let result = last[columns]!;
  if (open) for (let j = 0; j < columns; j++) result = Math.min(result, last[j]!);
  return Math.min(cap, result);
}
