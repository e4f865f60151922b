import type { LeftOut } from '@/lib/kpi/experiments/types';
import { formatCount } from '../parts/format';
import table from '../parts/table.module.css';
import { doorTo, type OpenDoor } from './door';
import styles from './Experiments.module.css';

/** Rows that count for nothing, by reason, each a door. */
export function LeftOutNotes({
  leftOut,
  revision,
  onRows,
}: {
  leftOut: readonly LeftOut[];
  revision: number;
  onRows: OpenDoor;
}) {
  if (leftOut.length === 0) return null;
  return (
    <p className={table.note}>
      Left out:{' '}
      {leftOut.map(({ reason, ...set }, i) => (
        <span key={`${set.table} ${reason}`}>
          {i > 0 && ', '}
          <button
            type="button"
            className={styles.door}
            onClick={() => onRows(doorTo(`Left out: ${reason}`, revision, set))}
          >
            {reason} ({formatCount(set.rows.length)})
          </button>
        </span>
      ))}
      .
    </p>
  );
}
