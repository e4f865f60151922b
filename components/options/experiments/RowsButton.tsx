import styles from './Experiments.module.css';

/** A figure that opens the rows behind it. Its name says whose rows they are, and the figure as it is seen. */
export function RowsButton({
  name,
  figure,
  large = false,
  onOpen,
}: {
  /** What a screen reader says before the figure, e.g. "Rows of win rate". */
  name: string;
  figure: string;
  large?: boolean;
  onOpen: () => void;
}) {
  return (
    <button
      type="button"
      className={large ? `${styles.door} ${styles.answer}` : styles.door}
      aria-label={`${name}: ${figure}`}
      onClick={onOpen}
    >
      {figure}
    </button>
  );
}
