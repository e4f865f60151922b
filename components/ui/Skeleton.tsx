import styles from './Skeleton.module.css';

/** Lines that stand for text on its way; appears only after a moment, so that quick answers do not flash. */
export function Skeleton({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div role="status" className={styles.skeleton}>
      <span className={styles.label}>{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change place
        <i key={index} className={styles.line} style={{ width: `${[62, 88, 74, 40][index % 4]}%` }} />
      ))}
    </div>
  );
}
