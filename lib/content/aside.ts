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
  for (let step = 0; step <= MOST_STEPS; step++) {
    for (const offset of step ? [step * STEP, -step * STEP] : [0]) {
      if (rect.top + offset >= 0 && rect.bottom + offset <= innerHeight && !covers(offset)) return offset;
    }
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

/**
 * Style of the panel with which it leaves free the bars of the page that have buttons where it stands: what saves is one
 * of them. It covers what stands further in.
 */
export function besideBars(doc: Document, panel: Element): string {
  const own = panel.getBoundingClientRect();
  const room: [above: number, below: number] = [GAP, GAP];
  for (const button of doc.querySelectorAll('button,[type=submit],[role=button]')) {
    const rect = button.getBoundingClientRect();
    if (rect.width && rect.left < own.right && rect.right > own.left)
      [rect.bottom, innerHeight - rect.top].forEach((reach, i) => {
        if (reach < BAR) room[i] = Math.max(room[i]!, reach + GAP);
      });
  }
  return `top:${room[0]}px;height:calc(100% - ${room[0] + room[1]}px)`;
}
