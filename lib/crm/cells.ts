/** What stands in a row beside its name: values under their column, labelled lines of a card, links. */
import { LABELLED, query, squeeze, textOf } from './dom';
import type { ListCell, RowHandle } from './types';

/** Rows that are asked about at once: more than a screen holds. */
export const MOST_ROWS = 200;
/** Cells of one row that are looked at. */
export const MOST_CELLS = 24;
const LONGEST = 200;

const CELL = 'td,th,[role=gridcell],[role=cell],[role=rowheader]';
const COLUMN = '[role=columnheader]';
const HEAD = `td,th,${COLUMN}`;

/**
 * The cells of each row, its name left out. A column's label is told by the cell itself or stands in the head of the
 * table, in which the cell has the same place; a cell without either counts only for its link.
 */
export function cellsOf(rows: readonly RowHandle[]): ListCell[][] {
  const heads = new Map<Element, Element[]>();
  const headOf = (table: Element, count: number): Element[] => {
    let head = heads.get(table);
    if (!head) {
      // A long table is not searched where it says what its head is.
      const within = (table as HTMLTableElement).tHead?.querySelectorAll(HEAD);
      head = [...(within?.length ? within : table.querySelectorAll(COLUMN))];
      // Some keep the head in a table of its own, above that of the rows.
      let box = table.parentElement;
      for (let up = 0; box && !head.length && up < 6; up++, box = box.parentElement)
        head = [...box.querySelectorAll(`thead th,${COLUMN}`)];
      if (!table.contains(head[0]!) && head.length !== count) head = [];
      heads.set(table, head);
    }
    return head;
  };
  return rows.map(({ element: row, anchor, href: own }) => {
    const table = row.closest('table,[role=grid],[role=table],[role=treegrid]');
    const boxes = [...row.children].filter((child) => child.matches(CELL));
    const head = table && boxes.length ? headOf(table, boxes.length) : [];
    const found = boxes.length ? boxes.map((box, i) => cell(box, labelOf(box, head, i))) : lines(row, anchor);
    return (
      found
        .filter(({ label, href }, i) => (label || href) && !boxes[i]?.contains(anchor))
        // A link to the record itself says nothing more; without a text it is a picture to press.
        .flatMap((one) =>
          one.href !== own || !own ? one : one.text && one.label ? { ...one, href: null } : [],
        )
        .slice(0, MOST_CELLS)
    );
  });
}

function labelOf(box: Element, heads: Element[], i: number): string | null {
  const at = box.getAttribute('aria-colindex');
  const head = (at && heads.find((one) => one.getAttribute('aria-colindex') === at)) || heads[i];
  const own = box.getAttribute('data-label');
  return short(own || (head ? textOf(head) : box.getAttribute('col-id'))) || null;
}

const short = (text: string | null): string => squeeze(text).slice(0, LONGEST);

function cell(box: Element, label: string | null, text = textOf(box)): ListCell {
  const link = box.matches('a[href]') ? box : query(box, 'a[href]');
  return { label, text: short(text), href: (link as HTMLAnchorElement | null)?.href.slice(0, 8_000) ?? null };
}

/** Lines of a card that say what they are, and its links. */
function lines(card: HTMLElement, anchor: HTMLElement): ListCell[] {
  const out: ListCell[] = [];
  const take = (box: Element): void => {
    if (box === anchor || out.length >= MOST_CELLS) return;
    const text = textOf(box);
    const [, label, value] = LABELLED.exec(text) ?? [];
    const term = box.matches('dd') && box.previousElementSibling;
    if (term) out.push(cell(box, short(textOf(term)), text));
    else if (label && !box.contains(anchor) && box.querySelectorAll('*').length < 6)
      out.push(cell(box, short(label), value));
    else if (box.matches('a[href]') && !box.contains(anchor)) out.push(cell(box, null, text));
    else for (const child of box.children) take(child);
  };
  for (const child of card.children) take(child);
  return out;
}
