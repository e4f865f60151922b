/** Where on a page of unknown markup a record may stand: the dialogs and drawers over it, and its main part. */
import { deepQueryAll, query, seen, visible } from './dom';
import { isPlace } from './nouns';

/** Parts of a page that never hold the record's fields. */
const AROUND =
  /^(nav|foot|legend|thead|contentinfo|banner|menu|listbox|tablist|toolbar|search$|grid|treegrid|table|feed|log$)/i;
/** What happened to the record, not what it is. */
const PAST = /(^|[\s_-])(timeline|comments?|feed|changelog|activities)([\s_-]|$)/i;
const DIALOG = '[role=dialog],[role=alertdialog],dialog[open],[aria-modal=true]';
const DRAWER = /drawer|slide-?over|off-?canvas|side-?panel|flyout|modal|side-?sheet/i;
const MAYBE_DRAWER = ['drawer', 'slide', 'canvas', 'panel', 'flyout', 'modal', 'sheet']
  .map((word) => `[class*=${word} i]`)
  .join();
/** More rows than this are a list. */
const MOST_ROWS = 60;

const isDialog = (el: Element): boolean => el.matches(DIALOG) || DRAWER.test(el.className);

const floats = (el: Element): boolean =>
  /fixed|absolute/.test(el.ownerDocument.defaultView?.getComputedStyle(el).position ?? '');

/** The lowest element that holds all of them. */
function common(elements: readonly Element[]): Element | null {
  let at = elements[0] ?? null;
  while (at && !elements.every((el) => at!.contains(el))) at = at.parentElement;
  return at;
}

/** Whether all these elements stand in a layer that floats over the rest of the page, whatever its markup says. */
export function isFloating(elements: readonly Element[]): boolean {
  for (let at = common(elements); at && at !== at.ownerDocument.body; at = at.parentElement)
    if (floats(at)) return true;
  return false;
}

/** Visible dialogs and drawers, the topmost first. */
export function dialogsOf(doc: Document): HTMLElement[] {
  const named = deepQueryAll(doc, DIALOG);
  const others = deepQueryAll(doc, MAYBE_DRAWER).filter(
    (el) => DRAWER.test(el.className) && !el.closest(DIALOG) && !query(el, DIALOG),
  );
  // Portals: layers that stand beside the application in the body.
  const layers = [...doc.body.children].filter(
    (el) => el.childElementCount > 0 && !isDialog(el) && !query(el, `${DIALOG},main`) && floats(el),
  ) as HTMLElement[];
  const outer = others.filter((el) => !others.some((other) => other !== el && other.contains(el)));
  return [...layers, ...outer, ...named].filter((el) => visible(el) && el.textContent!.trim()).reverse();
}

/** The page's main part, and the whole page where that may hold more. */
export function mainsOf(doc: Document): HTMLElement[] {
  const main = seen(doc, 'main,[role=main]').at(-1);
  return main ? [main, doc.body] : [doc.body];
}

/** Surroundings of a record, and lists on its page. */
export function isAside(el: HTMLElement): boolean {
  const { tagName, childElementCount: count } = el;
  const role = el.getAttribute('role');
  if (AROUND.test(role ?? (tagName === 'TABLE' ? '' : tagName))) return true;
  if (tagName === 'TABLE') {
    const { tHead, rows } = el as HTMLElement as HTMLTableElement;
    return (tHead?.rows[0]?.cells.length ?? 0) > 2 || rows.length > MOST_ROWS;
  }
  if (tagName === 'HEADER') return el.parentElement === el.ownerDocument.body || isBar(el);
  if (count > (/^(UL|OL|TBODY)$/.test(tagName) ? MOST_ROWS : 400)) return true;
  return count > 0 && PAST.test(el.className) && !query(el, 'h1');
}

/** The application's own header: links to its places. */
const isBar = (header: HTMLElement): boolean =>
  [...header.querySelectorAll('a')].filter(({ textContent: text }) => text && isPlace(text)).length > 2;

/** Parts that do not belong to a scope's own record. */
export const isOutside =
  (isOwnDialog: boolean) =>
  (el: HTMLElement): boolean =>
    isAside(el) || (isOwnDialog ? el.matches(DIALOG) : isDialog(el));
