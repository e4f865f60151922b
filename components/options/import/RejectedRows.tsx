import { useCallback, useState } from 'react';
import { rejectsCsv } from '@/lib/import/rejects';
import { plural } from '@/lib/kpi/format';
import { rejectedRows } from '@/lib/store/imports';
import type { ImportRecord } from '@/lib/store/types';
import { Button } from '../../ui/Button';
import { saveText } from '../../ui/save-file';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import table from '../parts/table.module.css';
import styles from './RejectedRows.module.css';

const FIRST = 20;
const MORE = 200;
/** Listed on the page at most; the download has them all. */
const MOST = 1_000;

/** Rows of an import that were not kept: which, why, and all of them as a file to mend and import again. */
export function RejectedRows({ record }: { record: ImportRecord & { id: number } }) {
  const [limit, setLimit] = useState(FIRST);
  const load = useLoad(useCallback(() => rejectedRows(record.id, 0, MOST + 1), [record.id]));
  const save = useAction(async () => {
    const rows = await rejectedRows(record.id);
    const name = record.files[0]?.name.replace(/\.[^.]*$/, '') ?? 'import';
    saveText(`${name} – rejected rows.csv`, rejectsCsv(rows));
  });
  return (
    <div className={styles.rejects}>
      <p>
        {plural(record.rejected, 'row')} not kept; the rest was.{' '}
        <Button size="s" busy={save.busy} onClick={() => save.run()}>
          Download as CSV
        </Button>
        {save.error && <span className={styles.error}> {save.error}</span>}
      </p>
      <Loaded load={load} what="the rejected rows" lines={3}>
        {(rows) => (
          <>
            <div className={table.scroll}>
              <table className={`${table.table} ${table.compact} ${styles.table}`} aria-label="Rejected rows">
                <thead>
                  <tr>
                    <th scope="col">File</th>
                    <th scope="col" className={table.figures}>
                      Row
                    </th>
                    <th scope="col">Column</th>
                    <th scope="col">Value</th>
                    <th scope="col">Why</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, Math.min(limit, MOST)).map((row, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever appended, and may repeat
                    <tr key={index}>
                      <td className={table.soft}>{row.file}</td>
                      <td className={table.figures}>{formatCount(row.row)}</td>
                      <td>{row.column || '–'}</td>
                      <td className={styles.value}>{row.value || '–'}</td>
                      <td>{row.reason}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {rows.length > limit && limit < MOST && (
              <Button variant="link" onClick={() => setLimit(limit + MORE)}>
                Show more
              </Button>
            )}
            {rows.length > MOST && limit >= MOST && <p>The rest is in the download.</p>}
          </>
        )}
      </Loaded>
    </div>
  );
}
