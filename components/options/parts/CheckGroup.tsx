import { cx } from '../../ui/cx';
import styles from './CheckGroup.module.css';

const MANY = 10;

/** Several of a few values, as checkboxes in one group. */
export function CheckGroup({
  label,
  hint,
  error,
  options,
  values,
  onChange,
}: {
  label: string;
  hint?: string;
  error?: string | null;
  /** Many stand in columns, so that the eye can run down them. `note` stands behind the label, quieter. */
  options: readonly { value: string; label: string; note?: string }[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}) {
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <div className={cx(styles.options, options.length > MANY && styles.columns)}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...values, option.value]
                    : values.filter((value) => value !== option.value),
                )
              }
            />
            <span>
              {option.label}
              {option.note && <span className={styles.note}> {option.note}</span>}
            </span>
          </label>
        ))}
      </div>
      {(hint || error) && <p className={error ? styles.error : styles.hint}>{error ?? hint}</p>}
    </fieldset>
  );
}
