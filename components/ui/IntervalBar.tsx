import { useId } from 'react';
import { formatInterval } from '@/lib/kpi/format';
import type { KpiRow } from '@/lib/messaging/views';
import { cx } from './cx';
import styles from './IntervalBar.module.css';
import { type IntervalScale, intervalScale } from './scale';
import { kpiValue, limitText, STATE_WORDS, stateOf } from './state';

/** The picture in words, for those who cannot see it and as its tooltip. */
export function intervalWords(kpi: KpiRow): string {
  const limit = limitText(kpi);
  const against = limit ? `, limit ${limit}` : '';
  const state = stateOf(kpi);
  if (kpi.value === null || state === 'not-measured' || state === 'insufficient') {
    return `${STATE_WORDS[state]}${against}`;
  }
  const interval = formatInterval(kpi.low, kpi.high, kpi.unit, kpi.currency);
  const between = interval ? `, 95 % interval ${interval}` : '';
  return `${kpiValue(kpi)}${between}${against}`;
}

/**
 * A value as a point with its 95 % interval against its limits: the long tick is where a pass ends, the short one
 * where a fail begins. Hatched while the interval contains a limit, an empty track where nothing is measured.
 */
export function IntervalBar({
  kpi,
  size = 's',
  shared,
}: {
  kpi: KpiRow;
  size?: 's' | 'l';
  /** One scale for several bars below each other; what lies outside it is cut off. By default the bar's own. */
  shared?: IntervalScale | null;
}) {
  const hatch = useId();
  const state = stateOf(kpi);
  const drawn = kpi.value !== null && state !== 'not-measured' && state !== 'insufficient';
  const limit = kpi.direction === 'info' ? null : kpi.limit;
  const own = intervalScale(
    [drawn ? kpi.value : null, drawn ? kpi.low : null, drawn ? kpi.high : null, limit?.warn, limit?.fail],
    kpi.unit === 'percent' ? 1 : kpi.unit === 'score' ? 100 : null,
  );
  const scale = shared ?? own;
  const tall = size === 'l' ? 36 : 18;
  const middle = tall / 2;
  const thick = size === 'l' ? 8 : 6;
  const x = (value: number) => `${scale?.at(value) ?? 0}%`;
  const width = (from: number, to: number) =>
    `${Math.max(1, (scale?.at(to) ?? 0) - (scale?.at(from) ?? 0))}%`;
  const fill = state === 'provisional' ? `url(#${hatch})` : undefined;
  // An open end of an interval runs to the edge of the picture.
  const hasInterval = drawn && (kpi.low !== null || kpi.high !== null);

  return (
    <svg className={cx(styles.picture, styles[state])} width="100%" height={tall} role="img">
      <title>{intervalWords(kpi)}</title>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={styles.hatchGround} />
          <rect width="2.5" height="5" className={styles.hatchLine} />
        </pattern>
      </defs>
      <rect
        x="0"
        y={middle - 2}
        width="100%"
        height="4"
        rx="2"
        className={cx(styles.track, !drawn && styles.empty)}
      />
      {hasInterval && scale && (
        <rect
          x={kpi.low === null ? '0' : x(kpi.low)}
          y={middle - thick / 2}
          width={
            kpi.low === null
              ? x(kpi.high as number)
              : kpi.high === null
                ? `${100 - scale.at(kpi.low)}%`
                : width(kpi.low, kpi.high)
          }
          height={thick}
          rx={thick / 2}
          className={styles.interval}
          style={fill ? { fill } : undefined}
        />
      )}
      {limit && scale && (
        <>
          <line
            x1={x(limit.fail)}
            x2={x(limit.fail)}
            y1={middle - 4}
            y2={middle + 4}
            className={styles.failTick}
          />
          <line
            x1={x(limit.warn)}
            x2={x(limit.warn)}
            y1={middle - tall / 2 + 1}
            y2={middle + tall / 2 - 1}
            className={styles.tick}
          />
        </>
      )}
      {drawn && scale && (
        <circle cx={x(kpi.value as number)} cy={middle} r={size === 'l' ? 6 : 4} className={styles.point} />
      )}
    </svg>
  );
}
