/** The name of a record among all that a page writes large: what several places agree on counts most. */
import { isPlace, isVerb, kindOf } from '../nouns';
import type { NameClues } from '../types';
import { isId } from '../url';
import { vote, winner } from '../votes';
import { saysNothing } from './nothing';

/** Amounts, dates and counts ("15 points") are written large too. */
const NUMBERS = /^[^\p{L}]*\p{L}{0,4}[^\p{L}]*$|^\d+ \p{Ll}+$/u;

/** A kind, or a number by which the record goes. */
const isTag = (words: string): boolean => (!!kindOf(words) && isPlace(words)) || isId(words);

/**
 * "Edit Acme renewal deal", "Deal: Acme renewal", "#12 Acme renewal", "Acme renewal (Deal)" without what it is, its
 * number and what is done to it.
 */
function bare(text: string): string {
  const what = isVerb(text)
    ? text.replace(/^\S+ /, '').replace(/ (\S+)$/, (end, word) => (kindOf(word) ? '' : end))
    : text;
  const without = (start: RegExp) => what.replace(start, (all, words) => (isTag(words) ? '' : all));
  const said = without(/^([^:：]+?)\s*[:：]\s*(?=\S)/);
  const rest = said === what ? without(/^[#[(]*(\S+?)[\])]*\s*[#–—-]*\s+(?=\S)/) : said;
  return rest.replace(/ [-–—|·#([]+ ?(\S+?(?: [^\s–—|·-]+)*?)[\])]*$/, (end, words) =>
    isPlace(words) || isId(words) ? '' : end,
  );
}

const names = (text: string): boolean =>
  /\p{L}/u.test(text) &&
  !saysNothing(text) &&
  !isPlace(text) &&
  !NUMBERS.test(text) &&
  !isId(text.replace(/^\S+ #?(?=\S+$)/, (word) => (isPlace(word) ? '' : word)));

/** The record's name among what its page writes large; empty when nothing on the page is one. */
export function nameFrom({ headings, crumb, titles, value }: NameClues): string {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number) => {
    if (names(text)) vote(weights, text, weight);
  };
  const consider = (text: string, weight: number) => {
    add(text, weight);
    const rest = bare(text);
    // Where it says to edit it, what is left is the name; a noun before it may be a part of it.
    if (rest !== text) add(rest, weight + (isVerb(text) || /^[^:]*[:：–—\]]|#\d/.test(text) ? 2 : -1));
  };
  let first = 1;
  for (const [text, weight] of headings) {
    consider(text, weight + first);
    if (names(text)) first = 0;
  }
  // Under "Edit X", what is typed is the name by now.
  if (value) add(value, headings.some(([text]) => isVerb(text)) ? 9 : 3.6);
  // The last of several is mostly the site.
  const parts = titles.filter(([text]) => names(text));
  parts.forEach(([part, shown], i) => {
    if (shown || part === value) consider(part, !parts[1] ? 2 : parts[i + 1] ? 2.6 : 1);
  });
  if (crumb) add(crumb, 2);
  const [best, weight] = winner(weights) ?? ['', 0];
  return weight > 1.9 ? best : '';
}
