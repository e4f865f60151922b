import type { ScorecardView } from '@/lib/messaging/views';
import { IconButton } from '../ui/Button';
import { Mark } from '../ui/Icon';
import { asOf as asOfWords } from '../ui/when';
import styles from './Panel.module.css';

export interface BarProps {
  scorecard: ScorecardView | null;
  now: Date;
  /** Absent where there is nothing to collapse into. */
  onCollapse?: () => void;
}

/** Name of the product, age of the figures, collapse. */
export function Bar({ scorecard, now, onCollapse }: BarProps) {
  const asOf = scorecard && asOfWords(scorecard, now);
  return (
    <header className={styles.bar}>
      <Mark size={15} />
      <span className={styles.product}>Partner Lens</span>
      {asOf && (
        <span className={styles.asOf}>
          as of <time dateTime={scorecard.computedAt}>{asOf}</time>
        </span>
      )}
      {scorecard?.stale && (
        <span className={styles.stale} title={scorecard.stale}>
          stale
        </span>
      )}
      {onCollapse && (
        <IconButton icon="collapse" label="Collapse" className={styles.collapse} onClick={onCollapse} />
      )}
    </header>
  );
}
