import styles from './Meter.module.css';

/**
 * A bar from 0 to 100 as the browser's own meter. Null draws the empty track and reads as not measured.
 * `shown` gives the words that a reader hears in place of the bare number.
 */
export function Bar({ label, value, shown }: { label: string; value: number | null; shown?: string }) {
  if (value === null) {
    return <span role="img" aria-label={`${label}: not measured`} className={styles.none} />;
  }
  return (
    <meter
      className={styles.meter}
      min={0}
      max={100}
      value={Math.max(0, Math.min(100, value))}
      aria-label={label}
      aria-valuetext={shown}
    />
  );
}

/** Progress of work under way; `value` from 0 to 1, null while the total is unknown. */
export function Progress({ label, value }: { label: string; value: number | null }) {
  return <progress className={styles.progress} max={1} value={value ?? undefined} aria-label={label} />;
}
