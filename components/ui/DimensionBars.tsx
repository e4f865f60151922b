import type { Dimension, DimensionScore } from '@/lib/kpi/types';
import { cx } from './cx';
import styles from './DimensionBars.module.css';
import { DIMENSION_WORDS } from './dimension-words';
import { scoreDoor, scoreName } from './score-door';

export interface DimensionBarsProps {
  dimensions: readonly DimensionScore[];
  /** The dimension that the table shows alone, null for all. */
  chosen: Dimension | null;
  onChoose: (dimension: Dimension | null) => void;
  /** Opens what a dimension's score is made of. */
  onOpen: (door: string, opener: HTMLElement) => void;
}

/** One bar for each dimension that has a KPI; its score opens what it is made of, its name shows its KPIs alone and pressed again all. */
export function DimensionBars({ dimensions, chosen, onChoose, onOpen }: DimensionBarsProps) {
  const defined = dimensions.filter(({ total }) => total > 0);
  return (
    <fieldset className={styles.bars}>
      <legend className={styles.legend}>Score by dimension; choose one to see its KPIs alone</legend>
      {defined.map(({ dimension, score, measured, total }) => {
        const on = dimension === chosen;
        const shown = score === null ? null : Math.round(score);
        return (
          <div key={dimension} className={cx(styles.bar, on && styles.on, shown === null && styles.none)}>
            <button
              type="button"
              className={styles.score}
              title={`Show what is behind ${scoreName(dimension)}`}
              onClick={(event) => onOpen(scoreDoor(dimension), event.currentTarget)}
            >
              <span className={styles.legend}>{scoreName(dimension)} </span>
              {shown ?? '–'}
              {shown === null && <span className={styles.legend}>not measured</span>}
            </button>
            <button
              type="button"
              aria-pressed={on}
              title={`${measured} of ${total} KPIs measured`}
              className={styles.name}
              onClick={() => onChoose(on ? null : dimension)}
            >
              {DIMENSION_WORDS[dimension]}
            </button>
            <span className={styles.track}>{shown !== null && <i style={{ width: `${shown}%` }} />}</span>
          </div>
        );
      })}
    </fieldset>
  );
}
