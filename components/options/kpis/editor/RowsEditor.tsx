import type { Rows } from '@/lib/kpi/expression';
import { Select } from '../../../ui/Select';
import { rowsOf, tableNamed, tables } from './draft';
import styles from './Editor.module.css';
import { columnOptions } from './kinds';
import { WhereEditor } from './ValueEditor';

/** Which rows are looked at: the table, the date that places them in the window, and what they must meet. */
export function RowsEditor({
  label,
  rows,
  currency,
  onTable,
  onChange,
}: {
  label: string;
  rows: Rows;
  currency: string;
  /** Another table was chosen: what names columns of the old one has to go. */
  onTable: (rows: Rows) => void;
  onChange: (rows: Rows) => void;
}) {
  const table = tableNamed(rows.table);
  const keys = columnOptions(table, ['key'], rows.once?.column ?? '').filter(({ value }) => value !== '');
  return (
    <>
      <div className={styles.fields}>
        <Select
          label="Table"
          value={rows.table}
          options={tables.map(({ id, name }) => ({ value: id, label: name }))}
          hint={table.description}
          onChange={(event) => onTable(rowsOf(tableNamed(event.target.value)))}
        />
        <Select
          label="Placed in the window by"
          value={rows.date ?? ''}
          options={[
            ...columnOptions(table, ['day', 'minute'], rows.date ?? table.date),
            { value: '', label: 'nothing: all rows at the as-of day' },
          ]}
          onChange={(event) => onChange({ ...rows, date: event.target.value || null })}
        />
        <Select
          label="Counted once per"
          value={rows.once?.column ?? ''}
          options={[{ value: '', label: 'row' }, ...keys]}
          onChange={(event) => {
            const { once: _, ...rest } = rows;
            const column = event.target.value;
            const same = `same ${table.columns[column]?.label.toLowerCase() ?? column}`;
            onChange(column ? { ...rest, once: { column, same } } : rest);
          }}
        />
      </div>
      <WhereEditor
        label={label}
        where={rows.where}
        table={table}
        currency={currency}
        onChange={(where) => {
          const { where: _, ...rest } = rows;
          onChange(where ? { ...rest, where } : rest);
        }}
      />
    </>
  );
}
