import type { RowHandle } from '../../crm/types';

export interface Spot {
  parent: Element;
  before: Node;
  /** The parent lays its children out as items. */
  floating: boolean;
}

/**
 * Where the badge of a row goes: in front of the first text of its name, outside boxes that cut off what hangs out
 * of them. A cell of a table is never left: its padding is inside of what it cuts off, and a row holds cells alone.
 * Asks for styles that need no layout.
 */
export function spotOf({ element: row, anchor }: RowHandle): Spot | null {
  const doc = row.ownerDocument;
  const texts = doc.createTreeWalker(anchor, 4 satisfies typeof NodeFilter.SHOW_TEXT);
  let before: Node | null;
  do before = texts.nextNode();
  while (before && !/\S/.test(before.nodeValue!));
  let parent = before?.parentElement;
  if (!before || !parent) return null;
  const view = doc.defaultView!;
  let style = view.getComputedStyle(parent);
  while (
    parent !== row &&
    style.overflowX !== 'visible' &&
    !parent.matches('td,th,[role=gridcell],[role=cell],[role=rowheader]') &&
    parent.parentElement
  ) {
    before = parent;
    parent = parent.parentElement;
    style = view.getComputedStyle(parent);
  }
  if (style.display === 'table-row') return null;
  return { parent, before, floating: /flex|grid/.test(style.display) };
}
