import type { Progress as Done } from '@/lib/backup/backup';
import { Progress } from '../../ui/Meter';
import { formatCount } from '../parts/format';
import styles from './Backup.module.css';

/** How far a backup or a restore is. */
export function RowsDone({ label, done: { done, of } }: { label: string; done: Done }) {
  return (
    <div className={styles.progress}>
      <Progress label={label} value={of > 0 ? done / of : null} />
      <span>
        {formatCount(done)} of {formatCount(of)} records
      </span>
    </div>
  );
}
