/** Where launcher and panel cover nothing that a person may want to press: Save above all; nor the record. */
import type { Place } from './place';

const CONTROL =
  'a,button,input,select,textarea,summary,[role=button],[role=combobox],[role=menuitem],[role=tab]';
/** Distance between places that are tried, in CSS pixels, and how many in each direction. */
const STEP = 42;
const MOST_STEPS = 6;

/**
 * How far the launcher must move along its edge to stand on no control of the page, in CSS pixels; 0 where it may stay,
 * and where no place near is free.
 *
 * @param rect where it would stand
 * @param own our element in the page
 */
export function asideOf(doc: Document, rect: DOMRect, own: Element): number {
  const covers = (offset: number): boolean =>
    [rect.left, rect.left + rect.width / 2, rect.right - 1].some((x) =>
      [rect.top, rect.top + rect.height / 2, rect.bottom - 1].some((y) =>
        doc
          .elementsFromPoint(x, y + offset)
          .find((one) => one !== own)
          ?.closest(CONTROL),
      ),
    );
  for (let step = 0; step <= 2 * MOST_STEPS; step++) {
    // Down and up in turns, ever further.
    const offset = ((step % 2 ? step + 1 : 0 - step) / 2) * STEP;
    if (rect.top + offset >= 0 && rect.bottom + offset <= innerHeight && !covers(offset)) return offset;
  }
  return 0;
}

/**
 * The edge at which the panel stands: its own, or the other one where it would cover most of the record and less over
 * there, as with a record in a drawer.
 *
 * @param record where it stands
 * @param wide width of the panel, in CSS pixels; 0 where it does not show
 */
export function sideOf(record: readonly Element[], own: Place['side'], wide: number): Place['side'] {
  /** Places under the panel at the right, less those under it at the left. */
  let right = 0;
  for (const place of record) {
    const { x, width } = place.getBoundingClientRect();
    const middle = x + width / 2;
    if (width) right += Number(innerWidth - middle < wide) - Number(middle < wide);
  }
  if (own === 'left') return -right * 2 > record.length ? 'right' : own;
  return right * 2 > record.length ? 'left' : own;
}

/** How far in from its upper and lower edge a page has bars with buttons, in CSS pixels. */
const BAR = 130;
/** Distance of the panel from the window's edge and from such buttons, in CSS pixels. */
const GAP = 12;
/** Least height of a panel that is read with ease, in CSS pixels: where it would be lower it takes the other edge. */
const EASY = 300;
/** What a button that saves is called. */
const SAVE = /^\s*(save\b|speicher|enregistrer|guardar|salva|opslaan|zapisz|保存)/i;

/** Where the panel stands, in CSS pixels. */
export interface Stand {
  side: Place['side'];
  top: number;
  height: number;
}

/**
 * Where the panel leaves free the bars of the page that have buttons, and every button that saves: one of that name, and
 * what submits the form in which the record stands. It shrinks before it takes the other edge, and what one reads does
 * not jump: where it stood before it stays as long as all of that is free.
 *
 * @param record where it stands
 * @param sides edges at which it may stand: the one where it stood before, or else the better one, comes first
 * @param wide width of the panel
 */
export function standOf(
  doc: Document,
  record: readonly Element[],
  sides: readonly Place['side'][],
  wide: number,
  before: Stand | null,
): Stand {
  let best: Stand | undefined;
  for (const side of sides) {
    const from = side === 'left' ? GAP : innerWidth - GAP - wide;
    const inWay = [new DOMRect(0, innerHeight)];
    for (const one of doc.querySelectorAll<HTMLButtonElement>('button,[type=submit],[role=button]')) {
      const rect = one.getBoundingClientRect();
      if (
        rect.width &&
        rect.left < from + wide &&
        rect.right > from &&
        (rect.bottom < BAR ||
          innerHeight - rect.top < BAR ||
          SAVE.test(one.textContent || one.value) ||
          (one.type === 'submit' && one.form && record.some((place) => place.closest('form') === one.form)))
      )
        inWay.push(rect);
    }
    let top = GAP;
    for (const rect of inWay.sort((a, b) => a.top - b.top)) {
      const height = Math.min(rect.top, innerHeight) - GAP - top;
      if (before?.side === side && before.top >= top && before.top + before.height <= top + height)
        return before;
      if (!best || height > best.height) best = { side, top, height };
      top = Math.max(top, rect.bottom + GAP);
    }
    if (best!.height >= EASY) break;
  }
  return best!;
}
