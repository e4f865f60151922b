import { useId } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';
import styles from './StateTag.module.css';
import { STATE_TONE, STATE_WORDS, type StateKind } from './state';

const ICONS: Partial<Record<StateKind, IconName>> = { pass: 'check', warn: 'alert', fail: 'cross' };

/** Round mark of a state: shape and fill differ, so that it reads without colour. Decorative, words go beside it. */
export function StateMark({ state, size = 14 }: { state: StateKind; size?: number }) {
  const hatch = useId();
  const icon = ICONS[state];
  if (icon) {
    return (
      <span className={cx(styles.mark, styles[STATE_TONE[state]])} style={{ width: size, height: size }}>
        <Icon name={icon} size={Math.round(size * 0.78)} />
      </span>
    );
  }
  const radius = size / 2 - 0.75;
  return (
    <svg width={size} height={size} className={styles.neutral} aria-hidden="true">
      {state === 'provisional' && (
        <defs>
          <pattern
            id={hatch}
            width="4"
            height="4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="1.6" height="4" className={styles.hatchLine} />
          </pattern>
        </defs>
      )}
      <circle
        cx={size / 2}
        cy={size / 2}
        r={radius}
        className={styles.ring}
        fill={state === 'provisional' ? `url(#${hatch})` : 'none'}
        strokeDasharray={state === 'insufficient' ? '2 2' : undefined}
      />
      {state === 'not-measured' && (
        <line x1={size * 0.3} x2={size * 0.7} y1={size / 2} y2={size / 2} className={styles.ring} />
      )}
    </svg>
  );
}

/** A KPI's state in a word with its mark. */
export function StateTag({ state, title }: { state: StateKind; title?: string }) {
  return (
    <span className={cx(styles.tag, styles[STATE_TONE[state]])} title={title}>
      <StateMark state={state} size={12} />
      <span>{STATE_WORDS[state]}</span>
    </span>
  );
}
