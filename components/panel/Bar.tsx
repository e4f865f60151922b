import type { ScorecardView } from '@/lib/messaging/views';
import { IconButton } from '../ui/Button';
import { Mark } from '../ui/Icon';
import { asOf as asOfWords } from '../ui/when';
import styles from './Panel.module.css';
import { SiteMenu, type SiteMenuProps } from './SiteMenu';

export interface BarProps {
  scorecard: ScorecardView | null;
  now: Date;
  /** Absent where there is nothing to collapse into. */
  onCollapse?: () => void;
  /** Absent where the panel has one place only. */
  dock?: { docked: boolean; change: () => void };
  /** Absent where the panel stands beside no site. */
  site?: SiteMenuProps;
}

/** Name of the product, age of the figures, collapse. */
export function Bar({ scorecard, now, onCollapse, dock, site }: BarProps) {
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
      {site && <SiteMenu {...site} />}
      {dock && (
        <IconButton
          icon={dock.docked ? 'undock' : 'dock'}
          label={dock.docked ? 'Show in the page again' : 'Show in the side panel'}
          onClick={dock.change}
        />
      )}
      {onCollapse && (
        <IconButton icon="collapse" label="Collapse" className={styles.collapse} onClick={onCollapse} />
      )}
    </header>
  );
}
