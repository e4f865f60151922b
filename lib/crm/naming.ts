/** All that a page writes large: a record's name is among it. Which one it is, is told later: `review/name.ts`. */
import { controlsIn, INITIALS, isWithin, ownText, query, readValue, seen, visible } from './dom';
import { MAIN } from './scope';
import type { Heading } from './types';

const TITLE_CLASS =
  /(^|[\s_-])(title|name|subject|text-\d?xl|head(line|er|ing)|h\d)([\s_-]|$)|(title|name)$/i;
/** Also what an application writes large in its own header or bar, over the page's main part. */
const CRUMBS = '[aria-label*=crumb i],[class*=crumb i],[class*=bar-title i],header:not(main *) :is(h1,h2)';
/** The application's own bar, whatever it is called. */
const BAR = {
  has: ({ className }: Element) => /(nav|app-?|top)bar|topnav|masthead|brand|logo$/i.test(className),
};
const HOME = 'a[href="/"],a[href="#/"],a[href="#"]';

/** Parts of the page's title, which begin or end with the name of the site. */
export const titleParts = (doc: Document): string[] =>
  doc.title
    .slice(0, 500)
    .split(/\s+[|–—·•:»›/-]\s+|:\s+/)
    .filter((part) => part.length > 1);

const isTagged = (el: Element): boolean => el.matches('h1,h2,h3,h4,h5,h6,[role=heading]');
const isTitle = (el: Element): boolean => {
  const name = el.getAttribute('class') ?? '';
  return (
    isTagged(el) ||
    ((TITLE_CLASS.test(name) || /title$/i.test(el.tagName + el.id)) && !/\b(sub|tab)|tool/i.test(name))
  );
};

/** The element, or the only one in it that holds words. */
function heartOf(el: Element): Element {
  const [only, ...more] = [...el.children].filter(({ textContent }) => textContent!.trim());
  return !only || more.length || ownText(el) ? el : heartOf(only);
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
    if (text && text.length < 200) found.push([text, weight]);
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
