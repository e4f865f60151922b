import type { FactTable } from '@/lib/facts/types';
import { cx } from '../../ui/cx';
import field from '../../ui/Field.module.css';

/** A column of the table, or none; the required ones come first. */
export function TargetSelect({
  label,
  table,
  value,
  takenBy,
  onChange,
}: {
  label: string;
  table: FactTable;
  value: string | null;
  /** Other columns of the file that are taken for the same. */
  takenBy: (target: string) => readonly string[];
  onChange: (target: string | null) => void;
}) {
  const ids = Object.keys(table.columns);
  const required = ids.filter((id) => table.columns[id]?.required);
  const optional = ids.filter((id) => !table.columns[id]?.required);
  const option = (id: string) => {
    const taken = id === value ? [] : takenBy(id);
    return (
      <option key={id} value={id} title={table.columns[id]?.description}>
        {table.columns[id]?.label}
        {taken.length > 0 && ` (also from ${taken.join(', ')})`}
      </option>
    );
  };
  return (
    <div className={field.field}>
      <div className={field.box}>
        <select
          aria-label={label}
          className={cx(field.input, field.select)}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value || null)}
        >
          <option value="">– not imported –</option>
          {required.length > 0 && <optgroup label="Required">{required.map(option)}</optgroup>}
          <optgroup label="Optional">{optional.map(option)}</optgroup>
        </select>
      </div>
    </div>
  );
}
