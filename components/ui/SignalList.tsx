import type { Signal } from '@/lib/kpi/types';
import type { ScorecardView } from '@/lib/messaging/views';
import { cx } from './cx';
import { Icon } from './Icon';
import styles from './SignalList.module.css';

const SEVERITY_WORDS: Record<Signal['severity'], string> = {
  info: 'For information',
  warn: 'Warning',
  bad: 'Serious',
};

export interface SignalListProps {
  signals: readonly Signal[];
  /** KPIs of the scorecard, for the names of those that a signal rests on. */
  kpis: ScorecardView['kpis'];
  /** Opens a KPI that the signal rests on; a signal without one only states its next step. */
  onOpen: (kpi: string, opener: HTMLElement) => void;
}

/** What changed or needs someone, each with its numbers and the next step. */
export function SignalList({ signals, kpis, onOpen }: SignalListProps) {
  return (
    <ul aria-label="Signals" className={styles.list}>
      {signals.map((signal) => {
        const kpi = signal.kpis[0];
        return (
          <li key={signal.rule} className={cx(styles.item, styles[signal.severity])}>
            <svg width="14" height="14" viewBox="0 0 14 14" role="img" className={styles.glyph}>
              <title>{SEVERITY_WORDS[signal.severity]}</title>
              {signal.severity === 'info' ? (
                <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
              ) : (
                <path
                  d="M7 1.6l5.9 10.6H1.1z"
                  fill={signal.severity === 'bad' ? 'currentColor' : 'none'}
                  stroke="currentColor"
                  strokeWidth="1.5"
                  strokeLinejoin="round"
                />
              )}
            </svg>
            <div>
              <p className={styles.title}>{signal.title}</p>
              <p className={styles.detail}>{signal.detail}</p>
              {kpi ? (
                <button
                  type="button"
                  className={styles.next}
                  onClick={(event) => onOpen(kpi, event.currentTarget)}
                >
                  {signal.next}
                  <Icon name="next" size={12} />
                </button>
              ) : (
                <p className={styles.step}>{signal.next}</p>
              )}
              <Others signal={signal} kpis={kpis} onOpen={onOpen} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** The other KPIs that a signal rests on, each a door to its own rows. */
function Others({ signal, kpis, onOpen }: Omit<SignalListProps, 'signals'> & { signal: Signal }) {
  const others = signal.kpis.slice(1).flatMap((id) => kpis.find(({ kpi }) => kpi === id) ?? []);
  if (others.length === 0) return null;
  return (
    <p className={styles.others}>
      Also behind it:{' '}
      {others.map(({ kpi, name }, i) => (
        <span key={kpi}>
          {i > 0 && ', '}
          <button
            type="button"
            className={styles.other}
            onClick={(event) => onOpen(kpi, event.currentTarget)}
          >
            {name}
          </button>
        </span>
      ))}
    </p>
  );
}
