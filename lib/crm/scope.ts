/** Where on a page of unknown markup a record may stand: the dialogs and drawers over it, and its main part. */
import { deepQueryAll, elementsIn, isWithin, NOISE, query, seen, styleOf, visible } from './dom';

/** Parts of a page that never hold the record's fields, by role and by tag. */
const AROUND =
  /^(contentinfo|banner|toolbar|search|(tree)?grid|t(head|foot)|tablist|listbox|log|alert|nav(igation)?|footer|menu(bar)?|feed)$/i;
/** What happened to the record, not what it is. */
const PAST = /(^|[\s_-])(activities|changelog|timeline|comments?|feed)([\s_-]|$)/i;
export const MAIN = 'main,[role=main]';
const DIALOG = '[role$=dialog],dialog[open],[aria-modal=true]';
const DRAWER = /(slide|side)-?(sheet|panel|over)|flyout|modal|off-?canvas|drawer/i;
const DRAWERS = { has: ({ className }: Element) => DRAWER.test(className) };
/** Layers without a role lie near the root of the page: how far down, and how many elements, they are looked for. */
const DEEPEST = 7;
const MOST_LOOKED_AT = 1000;
/** What stands beside a page, and characters of other text that a page has at least. */
const BESIDE = `${NOISE},a,button,nav`;
const LEAST_UNDER = 40;
/** More rows than this are a list. */
const MOST_ROWS = 60;
/** Entries of a list are wordy, labels and values in a flat grid are not: characters each. */
const WORDY = 60;
const MOST_CELLS = 400;

/** Portals stand beside the application in the body; a layer within it is told by its position only near the root. */
const floats = (el: Element, depth: number): boolean =>
  depth < 4 &&
  el.childElementCount > 0 &&
  (depth ? /fixed/ : /fixed|absolute/).test(styleOf(el)?.position ?? '');

/** Whether it lies over something: where only links and buttons stand beside it, it is the page. */
function liesOver(layer: Element): boolean {
  const { ownerDocument: doc } = layer;
  const texts = doc.createTreeWalker(doc.body, 5, (node) =>
    node === layer || (node as Element).matches?.(BESIDE) ? 2 : 1,
  );
  let length = 0;
  while (length < LEAST_UNDER && texts.nextNode()) length += texts.currentNode.nodeValue?.trim().length ?? 0;
  return length >= LEAST_UNDER;
}

/** Drawers and layers that only their class or style gives away. */
function unnamedLayers(doc: Document): HTMLElement[] {
  const found: HTMLElement[] = [];
  let looked = 0;
  const look = (parent: Element, depth: number) => {
    for (const el of parent.childNodes as NodeListOf<HTMLElement>) {
      if (el.nodeType !== 1) continue;
      if (++looked > MOST_LOOKED_AT) return;
      const isLayer = DRAWERS.has(el) || floats(el, depth);
      // The head and body of a drawer are called after it, and say less than the whole.
      if (depth < DEEPEST && el.childElementCount <= MOST_ROWS) look(el, depth + 1);
      if (isLayer && !el.closest(DIALOG) && !query(el, `${DIALOG},main,nav`) && liesOver(el)) found.push(el);
    }
  };
  look(doc.body, 0);
  return found;
}

/** Visible dialogs and drawers, the topmost first. */
export const dialogsOf = (doc: Document): HTMLElement[] =>
  [...unnamedLayers(doc), ...deepQueryAll(doc, DIALOG).map(wholeOf)]
    .filter((el) => el.textContent!.trim() && visible(el))
    .reverse();

/** A dialog inside a component shows what stands in the component. */
const wholeOf = (dialog: HTMLElement): HTMLElement =>
  query(dialog, 'slot') ? (((dialog.getRootNode() as ShadowRoot).host as HTMLElement) ?? dialog) : dialog;

/** The page's main part, and the whole page where that may hold more. */
export function mainsOf(doc: Document): [HTMLElement, HTMLElement?] {
  const mains = seen(doc, MAIN).filter((el) => !el.closest(DIALOG));
  // That of a drawer is not the page's, unless the page itself is called so.
  const main = mains.findLast((el) => !isWithin(DRAWERS, el)) ?? mains.at(-1);
  return main ? [main, doc.body] : [doc.body];
}

/** The elements of a scope that may be parts of its own record, in document order; dialogs are scopes of their own. */
export const partsOf = (scope: HTMLElement, dialogs: readonly Element[]): HTMLElement[] => {
  // The parts of a drawer are called after it.
  const apart = dialogs.filter((el) => !dialogs.includes(scope) || el.matches(DIALOG));
  return elementsIn(scope, (el) => isAside(el) || apart.includes(el as HTMLElement));
};

/** Surroundings of a record, and lists on its page. */
function isAside(el: HTMLElement): boolean {
  const { tagName, childElementCount: count } = el;
  const role = el.getAttribute('role');
  // A record's own header may be called a banner, a form made as a table a grid.
  const own = el.matches(`:is(${MAIN}) [role=banner],table:not(:has(th))`);
  if (AROUND.test((!own && role) || tagName)) return true;
  if (role === 'table') return (query(el, '[role=row]')?.childElementCount ?? 0) > 2;
  if (tagName === 'TABLE') {
    const { tHead, rows } = el as HTMLElement as HTMLTableElement;
    return (tHead?.rows[0]?.cells.length ?? 0) > 2 || rows.length > MOST_ROWS;
  }
  if (tagName === 'HEADER') return el.parentElement === el.ownerDocument.body;
  if (count < 4) return false;
  if (count > MOST_CELLS || (count > MOST_ROWS && isWordy(el))) return true;
  return PAST.test(el.className) && !query(el, 'h1');
}

const isWordy = (el: HTMLElement): boolean =>
  el.matches('ul,ol,tbody') || el.textContent!.length > WORDY * el.childElementCount;
