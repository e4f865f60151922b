import { useEffect, useState } from 'react';
import { TextField } from '../../ui/TextField';

const read = (text: string): number => {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : Number.NaN;
};

/** A number as it is typed; what is no number is NaN, so that the check can say so. */
export function NumberField({
  label,
  value,
  onChange,
  factor = 1,
  hideLabel,
  suffix,
  hint,
  error,
  placeholder,
  className,
}: {
  label: string;
  /** null = empty */
  value: number | null;
  onChange: (value: number | null) => void;
  /** What is shown is the value over this: 100 for money in cents. */
  factor?: number;
  hideLabel?: boolean;
  suffix?: string;
  hint?: string;
  error?: string | null;
  placeholder?: string;
  className?: string;
}) {
  const shown = value === null || Number.isNaN(value) ? '' : String(Number((value / factor).toPrecision(12)));
  const [text, setText] = useState(shown);
  // A value that came from elsewhere replaces what was typed; one's own typing stays as it was written.
  useEffect(() => {
    setText((typed) =>
      value !== null && Number.isNaN(value) ? typed : read(typed) * factor === value ? typed : shown,
    );
  }, [value, factor, shown]);
  return (
    <TextField
      label={label}
      hideLabel={hideLabel}
      suffix={suffix}
      hint={hint}
      error={error}
      placeholder={placeholder}
      className={className}
      inputMode="decimal"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value.trim() === ''
            ? null
            : Number((read(event.target.value) * factor).toPrecision(12)),
        );
      }}
    />
  );
}
