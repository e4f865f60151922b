import { h } from './dom.js';

/** Height of every row, in px. */
const ROW = 44;
/** Rows in the document, whatever the list holds. */
const POOL = 14;
const SHOWN = 10;

/**
 * Puts a table into a box that scrolls, with rows that are used again for other records, as CRMs do with long lists.
 * @param {HTMLElement} table
 * @param {HTMLElement} body
 * @param {any[]} records
 * @param {(row: HTMLElement, record: any) => void} fill
 */
export function reusedRows(table, body, records, fill) {
  const room = h('div', { class: 'list-room' }, table);
  const box = h('div', { class: 'list-box', tabindex: 0 }, room);
  room.style.height = `${(records.length + 1) * ROW}px`;
  box.style.height = `${(SHOWN + 1) * ROW}px`;
  const rows = records.slice(0, POOL).map(() => h('tr', {}));
  body.append(...rows);
  let shown = -1;
  const draw = () => {
    const first = Math.max(0, Math.min(Math.floor(box.scrollTop / ROW), records.length - rows.length));
    if (first === shown) return;
    shown = first;
    table.style.transform = `translateY(${first * ROW}px)`;
    for (const [i, row] of rows.entries()) fill(row, records[first + i]);
  };
  box.addEventListener('scroll', draw);
  draw();
  return box;
}
