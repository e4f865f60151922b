import type { Dimension, DimensionScore } from '@/lib/kpi/types';
import { cx } from './cx';
import styles from './DimensionBars.module.css';

export const DIMENSION_WORDS: Record<Dimension, string> = {
  performance: 'Performance',
  quality: 'Quality',
  trust: 'Trust',
  operations: 'Operations',
  network: 'Network',
};

export interface DimensionBarsProps {
  dimensions: readonly DimensionScore[];
  /** The dimension that the table shows alone, null for all. */
  chosen: Dimension | null;
  onChoose: (dimension: Dimension | null) => void;
}

/** One bar for each dimension that has a KPI; pressing one shows its KPIs alone, pressing it again shows all. */
export function DimensionBars({ dimensions, chosen, onChoose }: DimensionBarsProps) {
  const defined = dimensions.filter(({ total }) => total > 0);
  return (
    <fieldset className={styles.bars}>
      <legend className={styles.legend}>Score by dimension; choose one to see its KPIs alone</legend>
      {defined.map(({ dimension, score, measured, total }) => {
        const on = dimension === chosen;
        const shown = score === null ? null : Math.round(score);
        return (
          <button
            key={dimension}
            type="button"
            aria-pressed={on}
            title={`${measured} of ${total} KPIs measured`}
            className={cx(styles.bar, on && styles.on, shown === null && styles.none)}
            onClick={() => onChoose(on ? null : dimension)}
          >
            <span className={styles.score}>
              {shown ?? '–'}
              {shown === null && <span className={styles.legend}>not measured</span>}
            </span>
            <span className={styles.name}>{DIMENSION_WORDS[dimension]}</span>
            <span className={styles.track}>{shown !== null && <i style={{ width: `${shown}%` }} />}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
