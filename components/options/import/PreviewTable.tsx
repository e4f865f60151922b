import { useCallback, useEffect, useState } from 'react';
import type { FileAnalysis } from '@/lib/import/analyse';
import type { ImportContext, Mapping } from '@/lib/import/mapping';
import { type Preview, type PreviewRow, preview } from '@/lib/import/preview';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import { useLoad } from '../../ui/use-load';
import table from '../parts/table.module.css';
import styles from './PreviewTable.module.css';

const ROWS = 8;

/** The first rows as they will be kept, read by the importer itself; a row that cannot be kept says why. */
export function PreviewTable({
  analysis,
  mapping,
  context,
}: {
  analysis: FileAnalysis;
  mapping: Mapping;
  context: ImportContext;
}) {
  const load = useLoad(useCallback(() => preview(analysis, mapping, context), [analysis, mapping, context]));
  // The last preview stays while the next one is worked out: no flicker at every choice.
  const [shown, setShown] = useState<Preview | null>(null);
  useEffect(() => {
    if (load.data) setShown(load.data);
  }, [load.data]);

  if (load.error) return <p className={styles.cannot}>There is no preview yet: {load.error.message}</p>;
  if (!shown) return <p className={styles.cannot}>Reading the first rows…</p>;
  if (shown.columns.length === 0)
    return <p className={styles.cannot}>No column is taken for anything yet.</p>;
  const rows = shown.rows.slice(0, ROWS);
  return (
    <section
      className={cx(table.scroll, load.loading && styles.stale)}
      aria-label={`Table: first rows of ${analysis.name}`}
      aria-busy={load.loading}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table
        className={`${table.table} ${styles.preview}`}
        aria-label={`First rows of ${analysis.name} as read`}
      >
        <thead>
          <tr>
            <th scope="col">Row</th>
            {shown.columns.map((column) => (
              <th key={column.id} scope="col">
                {column.label}
                {column.derived && <span className={table.note}>worked out</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.row} row={row} span={shown.columns.length} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, span }: { row: PreviewRow; span: number }) {
  if (row.problems.length > 0)
    return (
      <tr className={styles.bad}>
        <th scope="row">{row.row}</th>
        <td colSpan={span}>
          <span className={styles.problem}>
            <Icon name="alert" size={14} />
            <span>
              {row.problems.map(({ column, value, reason }) => `${column} “${value}” ${reason}`).join('; ')}
            </span>
          </span>
        </td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">{row.row}</th>
      {row.cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells stand in the order of the columns
        <td key={index}>{cell === '' ? <span className={styles.none}>–</span> : cell}</td>
      ))}
    </tr>
  );
}
