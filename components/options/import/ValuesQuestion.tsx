import type { FileAnalysis } from '@/lib/import/analyse';
import { categoryReader, isNothing, meant } from '@/lib/import/categories';
import type { MappedColumn } from '@/lib/import/mapping';
import { importTable } from '@/lib/import/tables';
import { plural } from '@/lib/kpi/format';
import { Select } from '../../ui/Select';
import { capitalise } from '../parts/format';
import { type Draft, setValue } from './edit';
import type { Edit } from './Questions';
import styles from './Questions.module.css';

const OPEN = '?';
const EMPTY = '';

/** Words of the file that are none of a column's own: each is given a meaning, left empty, or listed as bad. */
export function ValuesQuestion({
  column,
  draft,
  analysis,
  edit,
}: {
  column: MappedColumn;
  draft: Draft;
  analysis: FileAnalysis;
  edit: Edit;
}) {
  const definition = importTable(draft.mapping.table).columns[column.target];
  const profile = analysis.columns[column.source];
  if (!definition?.values || !profile) return null;
  // Those without an answer by themselves; an answered one stays, to be changed.
  const known = categoryReader(definition);
  const unknown = profile.top.filter(({ value }) => known(value) === null && !isNothing(value, false));
  const open = unknown.filter(({ value }) => meant(column.values, value) === undefined).length;
  return (
    <div>
      <p className={styles.title}>
        What do these values of “{profile.label}” mean for {definition.label}?
      </p>
      <p className={styles.hint}>
        {open === 0
          ? 'Every one has a meaning.'
          : `Rows with a value that is left open are listed as bad; ${open} of ${unknown.length} ${open === 1 ? 'is' : 'are'} open.`}
      </p>
      <div className={styles.values}>
        {unknown.map(({ value, count }) => (
          <Select
            key={value}
            label={`${value} (${plural(count, 'row')})`}
            value={meant(column.values, value) ?? OPEN}
            options={[
              { value: OPEN, label: 'left open' },
              ...definition.values!.map((each) => ({ value: each, label: capitalise(each) })),
              { value: EMPTY, label: 'leave empty' },
            ]}
            onChange={(event) => {
              const means = event.target.value === OPEN ? null : event.target.value;
              edit((draft, analysis) => setValue(draft, analysis, column.source, value, means));
            }}
          />
        ))}
      </div>
    </div>
  );
}
