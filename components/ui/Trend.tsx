import { formatValue, NO_VALUE } from '@/lib/kpi/format';
import type { EvidenceTrend } from '@/lib/messaging/evidence-views';
import type { KpiRow } from '@/lib/messaging/views';
import { Button } from './Button';
import { cx } from './cx';
import { ExportButton } from './ExportButton';
import { monthsDocument } from './export/months';
import { monthName } from './month';
import { intervalScale } from './scale';
import styles from './Trend.module.css';

const HEIGHT = 56;
/** Room for the point at the top and the bottom. */
const EDGE = 6;

const ARROWS = { up: '▲', down: '▼' } as const;

interface TrendProps {
  trend: EvidenceTrend;
  kpi: KpiRow;
  /** First day of the month whose rows are shown; null for the whole number. */
  month: number | null;
  onMonth: (day: number) => void;
}

type Point = { x: number; y: number };

/** Stretches of months with a value, so that no line is drawn over a month without one. */
function stretches(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point) found.at(-1)!.push(point);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((stretch) => stretch.length > 0);
}

/**
 * A KPI month by month between its natural process limits: a band where at least 15 months set it, dashed lines below
 * that, none with fewer than eight. An arrow stands only where the newest month is beyond noise. The months are a table
 * as well, and each opens its rows.
 */
export function Trend({ trend, kpi, month, onMonth }: TrendProps) {
  const { months, limits, shift, says } = trend;
  const scale = intervalScale(
    [...months.map(({ value }) => value), limits?.lower, limits?.upper],
    kpi.unit === 'percent' ? 1 : kpi.unit === 'score' ? 100 : null,
  );
  const text = (value: number | null) =>
    value === null ? NO_VALUE : formatValue(value, kpi.unit, kpi.currency);
  const x = (index: number) => 1 + (98 * index) / Math.max(1, months.length - 1);
  // The scale runs over 0-100; up is more.
  const y = (value: number) => EDGE + (1 - (scale?.at(value) ?? 0) / 100) * (HEIGHT - 2 * EDGE);
  const points = months.map(({ value }, index) => (value === null ? null : { x: x(index), y: y(value) }));
  const newest = points.findLast((point) => point !== null);
  return (
    <section aria-label="By month" className={styles.trend}>
      <svg width="100%" height={HEIGHT} role="img" className={styles.picture}>
        <title>{says}</title>
        {limits?.trusted && (
          <rect
            x="0"
            width="100%"
            y={y(limits.upper)}
            height={Math.max(1, y(limits.lower) - y(limits.upper))}
            className={styles.band}
          />
        )}
        {limits &&
          [limits.lower, limits.upper].map((limit, side) => (
            <line
              key={side === 0 ? 'lower' : 'upper'}
              x1="0"
              x2="100%"
              y1={y(limit)}
              y2={y(limit)}
              className={cx(styles.limit, !limits.trusted && styles.doubtful)}
            />
          ))}
        {limits && <line x1="0" x2="100%" y1={y(limits.mean)} y2={y(limits.mean)} className={styles.mean} />}
        {stretches(points).flatMap((stretch) =>
          stretch.map((point, index) => {
            const before = stretch[index - 1];
            return before ? (
              <line
                key={point.x}
                x1={`${before.x}%`}
                x2={`${point.x}%`}
                y1={before.y}
                y2={point.y}
                className={styles.line}
              />
            ) : (
              <circle key={point.x} cx={`${point.x}%`} cy={point.y} r="1.5" className={styles.dot} />
            );
          }),
        )}
        {newest && <circle cx={`${newest.x}%`} cy={newest.y} r="4" className={styles.newest} />}
      </svg>
      <div className={styles.ends}>
        <span>{monthName(months[0]!.day)}</span>
        <span>{monthName(months.at(-1)!.day)}</span>
      </div>
      <p className={styles.says}>
        {shift && <span aria-hidden="true">{ARROWS[shift]} </span>}
        {says}
      </p>
      <details className={styles.table}>
        <summary>Months as a table</summary>
        <table aria-label="By month">
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col">Value</th>
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map(({ day, value, n }) => (
              <tr key={day}>
                <th scope="row">
                  <Button
                    variant="link"
                    aria-label={`Rows of ${monthName(day)}`}
                    aria-pressed={day === month}
                    onClick={() => onMonth(day)}
                  >
                    {monthName(day)}
                  </Button>
                </th>
                <td>{text(value)}</td>
                <td>{n.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <ExportButton size="s" variant="quiet" what="the months" content={() => monthsDocument(kpi, trend)} />
      </details>
    </section>
  );
}
