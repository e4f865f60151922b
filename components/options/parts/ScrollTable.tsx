import type { ReactNode } from 'react';
import { cx } from '../../ui/cx';
import table from './table.module.css';

export interface ScrollColumn {
  /** Unlike the others' when `head` is no text. */
  id?: string;
  head: ReactNode;
  /** Holds numbers, which stand at its end. */
  figures?: boolean;
}

/** Columns whose heads are texts: the first says what a row is, the others hold numbers. */
export const figureColumns = (first: string, ...others: readonly string[]): ScrollColumn[] => [
  { head: first },
  ...others.map((head) => ({ head, figures: true })),
];

/** A table with a head that scrolls in itself where the window is narrower than it; its bodies are the children. */
export function ScrollTable({
  label,
  columns,
  className,
  children,
}: {
  label: string;
  columns: readonly ScrollColumn[];
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={table.scroll} aria-label={`Table: ${label}`} tabIndex={0}>
      <table className={cx(table.table, className)} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id, head, figures }) => (
              <th key={id ?? String(head)} scope="col" className={figures ? table.figures : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </section>
  );
}
