/** The name of a record among all that a page writes large: what several places agree on counts most. */
import { controlsIn, INITIALS, isEmptyWord, isWithin, ownText, query, readValue, seen, visible } from './dom';
import { isPlace, isVerb, kindOf } from './nouns';
import { MAIN } from './scope';
import { isId } from './url';
import { vote, winner } from './votes';

const TITLE_CLASS =
  /(^|[\s_-])(title|name|subject|text-\d?xl|head(line|er|ing)|h\d)([\s_-]|$)|(title|name)$/i;
const CRUMBS = '[aria-label*=crumb i],[class*=crumb i]';
/** The application's own bar, whatever it is called. */
const BAR = {
  has: ({ className }: Element) => /(nav|app-?|top)bar|topnav|masthead|brand|logo$/i.test(className),
};
const HOME = 'a[href="/"],a[href="#/"],a[href="#"]';
/** Amounts, dates and counts ("15 points") are written large too. */
const NUMBERS = /^[^\p{L}]*\p{L}{0,4}[^\p{L}]*$|^\d+ \p{Ll}+$/u;

/** Parts of the page's title, which begin or end with the name of the site. */
export const titleParts = (doc: Document): string[] =>
  doc.title
    .slice(0, 500)
    .split(/\s+[|–—·•:»›/-]\s+|:\s+/)
    .filter((part) => part.length > 1);

const isTagged = (el: Element): boolean => el.matches('h1,h2,h3,h4,h5,h6,[role=heading]');
const isTitle = (el: Element): boolean => {
  const name = el.getAttribute('class') ?? '';
  return isTagged(el) || (TITLE_CLASS.test(name) && !/\bsub/i.test(name));
};

/** The element, or the only one in it that holds words. */
function heartOf(el: Element): Element {
  const [only, ...more] = [...el.children].filter(({ textContent }) => textContent!.trim());
  return !only || more.length || ownText(el) ? el : heartOf(only);
}

/** Its weight is 3 for the first level, less for others. */
export type Heading = readonly [text: string, weight: number];

/**
 * Headings of a scope in document order.
 * @param elements of the scope
 * @param taken fields, in which nothing is a heading
 */
export function headingsOf(
  scope: HTMLElement,
  elements: readonly HTMLElement[],
  taken: ReadonlySet<Element>,
): Heading[] {
  const found: Heading[] = [];
  const add = (text: string, weight: number) => {
    if (text && text.length < 120) found.push([text, weight]);
  };
  if (scope.ariaLabel && !scope.matches(MAIN)) add(scope.ariaLabel, 2);
  for (const el of elements) {
    const tagged = isTagged(el);
    if (!tagged && (!isTitle(el) || el.childElementCount > 3)) continue;
    if (isWithin(taken, el) || (el.textContent!.length > 200 && !tagged) || !visible(el)) continue;
    // The name of the application leads to its start, or stands in its bar.
    if (el.matches(HOME) || query(el, HOME) || isWithin(BAR, el)) continue;
    // What holds a heading is none: only its own words are.
    const holds = !tagged && [...el.querySelectorAll('*')].some(isTitle);
    // What is typed into a heading is the name.
    const first = el.matches('h1,[aria-level="1"]') || (tagged && controlsIn(el)[0]);
    const weight = first ? 3 : el.matches('h2,[aria-level="2"]') ? 2.5 : 1.5;
    const text = readValue(el).value.replace(INITIALS, '');
    // A badge or a line below the name may stand in the same heading.
    const own = ownText(heartOf(el));
    if (own && own !== text) add(own, weight);
    if (!holds) add(text, own && own !== text ? weight - 1 : weight);
  }
  return found;
}

/** Texts of the breadcrumb, outermost first. */
export function crumbsOf(doc: Document): string[] {
  // A whole header may be called after the crumbs in it.
  const trails = seen(doc, CRUMBS).filter((el) => !query(el, 'nav,form,h1,h2,h3,h4,h5'));
  const parts = new Set(trails.flatMap((el) => [el, ...el.querySelectorAll('*')]));
  return [...parts].map(ownText).filter((text) => /\p{L}/u.test(text));
}

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
  !isEmptyWord(text) &&
  !isPlace(text) &&
  !NUMBERS.test(text) &&
  !isId(text.replace(/^\S+ #?(?=\S+$)/, (word) => (isPlace(word) ? '' : word)));

/**
 * The record's name; empty when nothing on the page is one.
 * @param value of the record's name field
 */
export function nameFrom(
  doc: Document,
  scope: HTMLElement,
  headings: readonly Heading[],
  crumbs: readonly string[],
  value: string,
): string {
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
  const shown = scope.textContent!;
  // The last of several is mostly the site.
  const parts = titleParts(doc).filter(names);
  parts.forEach((part, i) => {
    if (shown.includes(part) || part === value) consider(part, !parts[1] ? 2 : parts[i + 1] ? 2.6 : 1);
  });
  const crumb = crumbs.at(-1);
  if (crumb) add(crumb, 2);
  const [best, weight] = winner(weights) ?? ['', 0];
  return weight > 1.9 ? best : '';
}
