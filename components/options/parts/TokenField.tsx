import { type KeyboardEvent, useId, useState } from 'react';
import styles from './TokenField.module.css';

/**
 * A list of short texts: Enter or a comma adds what was typed, Backspace in the empty input takes the last back.
 * Leaving the input adds what it holds, so that nothing typed is lost.
 */
export function TokenField({
  label,
  hint,
  error,
  values,
  onChange,
  placeholder,
  suggestions = [],
}: {
  label: string;
  hint?: string;
  error?: string | null;
  values: readonly string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  suggestions?: readonly string[];
}) {
  const id = useId();
  const [text, setText] = useState('');

  const add = (typed: string) => {
    const fresh = typed
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    setText('');
    const seen = new Set(values.map((value) => value.toLowerCase()));
    const added = fresh.filter((part) => !seen.has(part.toLowerCase()) && seen.add(part.toLowerCase()));
    if (added.length > 0) onChange([...values, ...added]);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box} data-invalid={error ? true : undefined}>
        {values.length > 0 && (
          <ul aria-label={`${label}: chosen`}>
            {values.map((value) => (
              <li key={value}>
                <span>{value}</span>
                <button
                  type="button"
                  aria-label={`Remove ${value}`}
                  onClick={() => onChange(values.filter((other) => other !== value))}
                >
                  <span aria-hidden="true">×</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          id={id}
          value={text}
          list={suggestions.length > 0 ? `${id}-list` : undefined}
          placeholder={values.length === 0 ? placeholder : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={hint || error ? `${id}-hint` : undefined}
          onChange={(event) =>
            event.target.value.includes(',') ? add(event.target.value) : setText(event.target.value)
          }
          onKeyDown={onKeyDown}
          onBlur={() => add(text)}
        />
        {suggestions.length > 0 && (
          <datalist id={`${id}-list`}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        )}
      </div>
      {(hint || error) && (
        <p id={`${id}-hint`} className={error ? styles.error : styles.hint}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
