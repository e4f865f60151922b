/** Where the launcher covers nothing that a person may want to press: Save above all. */

const CONTROL =
  'a,button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=menuitem],[role=tab]';
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
