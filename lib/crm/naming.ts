/** The name of a record among all that a page writes large: what several places agree on counts most. */
import { isEmptyWord, query, readValue, seen, squeeze, visible } from './dom';
import { isPlace, isVerb, kindOf } from './nouns';
import { isId } from './url';

const TITLE_CLASS =
  /(^|[\s_-])(title|head(er|ing|line)|name|subject|h\d|text-\d?xl)([\s_-]|$)|(title|name)$/i;
const CRUMBS = '[aria-label*=crumb i],[class*=crumb i]';
const BAR = '[class*=navbar i],[class*=app-bar i],[class*=topbar i],[class*=brand i],[class$=logo i]';
/** Amounts and dates are written large too. */
const NUMBERS = /^[^\p{L}]*\p{L}{0,4}[^\p{L}]*$/u;

/** Parts of the page's title, which begin or end with the name of the site. */
export const titleParts = (doc: Document): string[] =>
  doc.title.split(/\s+[|–—·•:»›/-]\s+|:\s+/).filter((part) => part.length > 1);

const isIn = (boxes: ReadonlySet<Element>, el: Element | null): boolean =>
  !!el && (boxes.has(el) || isIn(boxes, el.parentElement));

const isTagged = (el: Element): boolean =>
  /^H[1-6]$/.test(el.tagName) || el.getAttribute('role') === 'heading';
const isTitle = (el: Element): boolean => isTagged(el) || TITLE_CLASS.test(el.getAttribute('class') ?? '');

export interface Heading {
  text: string;
  /** 3 for the first level, less for others. */
  weight: number;
}

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
    if (text && text.length < 120) found.push({ text, weight });
  };
  if (scope.ariaLabel) add(scope.ariaLabel, 2);
  for (const el of elements) {
    const tagged = isTagged(el);
    if (!tagged && (!isTitle(el) || el.childElementCount > 3)) continue;
    if (isIn(taken, el) || (el.textContent!.length > 200 && !tagged) || !visible(el)) continue;
    // The name of the application leads to its start, or stands in its bar.
    if (query(el, 'a[href="/"],a[href="#/"],a[href="#"]') || el.closest(BAR)) continue;
    // What holds a heading is none: only its own words are.
    const holds = !tagged && [...el.querySelectorAll('*')].some(isTitle);
    const level = Number(
      /^H(\d)$/.exec(el.tagName)?.[1] ?? el.getAttribute('aria-level') ?? (tagged ? 3 : 4),
    );
    const weight = level === 1 ? 3 : level === 2 ? 2.5 : tagged ? 2 : 1.5;
    const text = readValue(el).value;
    // A badge or a line below the name may stand in the same heading.
    const own = squeeze(
      [...el.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')).join(' '),
    );
    if (own && own !== text) add(own, weight);
    if (!holds) add(text, own && own !== text ? weight - 1 : weight);
  }
  return found;
}

/** Texts of the breadcrumb, outermost first. */
export const crumbsOf = (doc: Document): string[] =>
  seen(doc, CRUMBS)
    .flatMap((el) => [...el.querySelectorAll<HTMLElement>('a,li,span')])
    .filter((el) => !query(el, 'a,li,span'))
    .map((el) => el.textContent!.trim())
    .filter((text) => /\p{L}/u.test(text));

/** "Edit Acme renewal deal", "Deal: Acme renewal", "Acme renewal (Deal)" without what it is and what is done to it. */
function bare(text: string): string {
  const [first = '', ...others] = text.split(' ');
  let rest =
    isVerb(first) && others.length
      ? others.join(' ').replace(/ (\S+)$/, (end, word) => (kindOf(word) ? '' : end))
      : text;
  rest = rest
    .replace(/^(\S+)\s*[:#–—-]*\s+(?=\S)/, (start, word) => (kindOf(word) && isPlace(word) ? '' : start))
    .replace(/ [-–—|·] ([^-–—|·]+)$/, (end, words) => (isPlace(words) ? '' : end));
  return rest;
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
    if (names(text)) weights.set(text, (weights.get(text) ?? 0) + weight);
  };
  let first = true;
  for (const { text, weight } of headings) {
    add(text, weight + (first && names(text) ? 1 : 0));
    const rest = bare(text);
    // Where the heading says to edit it, what is left is the name; a noun before it may be a part of it.
    if (rest !== text)
      add(rest, weight + (isVerb(text.split(' ')[0]!) || /^\S+\s*[:#–—]/.test(text) ? 2 : -1));
    first &&= !names(text);
  }
  // Under "Edit X", what is typed is the name by now.
  if (value) add(value, headings.some(({ text }) => isVerb(text.split(' ')[0]!)) ? 9 : 3.5);
  const shown = scope.textContent!;
  for (const part of titleParts(doc)) if (shown.includes(part) || part === value) add(part, 2);
  const crumb = crumbs.at(-1);
  if (crumb) add(crumb, 2);
  let best = '';
  for (const [text, weight] of weights) if (weight > (weights.get(best) ?? 1.9)) best = text;
  return best;
}
