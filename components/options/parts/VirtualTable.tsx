import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '../../ui/cx';
import styles from './VirtualTable.module.css';

export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures. */
  figures?: boolean;
  /** Names the row; exactly one column has it. */
  rowHeader?: boolean;
  sortable?: boolean;
  /** CSS width; the columns without one share the rest. */
  width?: string;
  /** CSS width when the window is narrow (to 860 px). */
  narrowWidth?: string;
  /** Left out when the window is narrow. */
  wideOnly?: boolean;
  /** Left out when the window is as narrow as a phone's (to 520 px). */
  notOnPhones?: boolean;
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** Below this many rows everything is in the document, so that find-in-page and printing see it. */
const PLAIN_ROWS = 150;
const ROW_HEIGHT = 49;

/**
 * Table whose rows exist only around the window's view. The page scrolls, not a box within it.
 * `rows` come sorted; the heads of sortable columns are buttons that call `onSort`.
 */
export function VirtualTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  onSort?: (column: string) => void;
}) {
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = table.current?.getBoundingClientRect();
    if (box) setTop(box.top + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => rowKey(rows[index] as Row),
  });

  const plain = rows.length <= PLAIN_ROWS;
  const items = plain ? rows.map((_, index) => index) : virtual.getVirtualItems().map((item) => item.index);
  const first = virtual.getVirtualItems()[0];
  const last = virtual.getVirtualItems().at(-1);
  const before = plain || !first ? 0 : first.start - top;
  const after = plain || !last ? 0 : virtual.getTotalSize() - (last.end - top);

  return (
    <table ref={table} className={styles.table} aria-label={label} aria-rowcount={rows.length + 1}>
      <colgroup>
        {columns.map((column) => (
          <col
            key={column.id}
            style={{ '--width': column.width, '--narrow': column.narrowWidth } as CSSProperties}
            className={classOf(column)}
          />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <Head key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {before > 0 && <Spacer height={before} />}
        {items.map((index) => {
          const row = rows[index] as Row;
          return (
            <tr
              key={rowKey(row)}
              data-index={index}
              ref={plain ? undefined : virtual.measureElement}
              aria-rowindex={index + 2}
            >
              {columns.map((column) =>
                column.rowHeader ? (
                  <th key={column.id} scope="row" className={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          );
        })}
        {after > 0 && <Spacer height={after} />}
      </tbody>
    </table>
  );
}

function Head<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort?: Sort;
  onSort?: (column: string) => void;
}) {
  const sorted = sort?.column === column.id;
  if (!column.sortable || !onSort)
    return (
      <th scope="col" className={classOf(column)}>
        {column.head}
      </th>
    );
  return (
    <th
      scope="col"
      className={classOf(column)}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(column.id)}>
        {column.head}
        <span aria-hidden="true" className={styles.arrow}>
          {sorted ? (sort.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}

function Spacer({ height }: { height: number }) {
  // One cell, no colSpan: spanned columns that a narrow window hides would take their width back.
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can take the focus; it only keeps the height
    <tr aria-hidden="true" className={styles.spacer}>
      <td style={{ height }} />
    </tr>
  );
}

function classOf<Row>(column: Column<Row>): string {
  return cx(
    column.figures && styles.figures,
    column.wideOnly && styles.wideOnly,
    column.notOnPhones && styles.notOnPhones,
  );
}
