import type { FileAnalysis } from '@/lib/import/analyse';
import type { DateOrder } from '@/lib/import/dates';
import { zoneWords } from '@/lib/import/header-zone';
import type { MappedColumn } from '@/lib/import/mapping';
import type { ColumnProfile } from '@/lib/import/profile';
import { importTable } from '@/lib/import/tables';
import { Select } from '../../ui/Select';
import table from '../parts/table.module.css';
import { type Draft, setDateOrder, setDecimal, setTarget } from './edit';
import styles from './MappingTable.module.css';
import type { Edit } from './Questions';
import { TargetSelect } from './TargetSelect';
import { DATE_WORDS, DECIMAL_WORDS, formatWords } from './words';

/** Each column of the file: what is in it, what it is taken for, and in which format. */
export function MappingTable({
  draft,
  analysis,
  edit,
}: {
  draft: Draft;
  analysis: FileAnalysis;
  edit: Edit;
}) {
  const target = importTable(draft.mapping.table);
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${styles.mapping}`} aria-label={`Columns of ${analysis.name}`}>
        <thead>
          <tr>
            <th scope="col">Column in the file</th>
            <th scope="col">First values</th>
            <th scope="col">Taken for</th>
            <th scope="col">Format found</th>
          </tr>
        </thead>
        <tbody>
          {analysis.columns.map((profile) => {
            const mapped = draft.mapping.columns.filter(({ source }) => source === profile.source);
            const [first] = mapped;
            return (
              <tr key={profile.source} className={first ? undefined : styles.unused}>
                <th scope="row">{profile.label}</th>
                <td className={styles.values}>
                  <FirstValues analysis={analysis} profile={profile} />
                </td>
                <td>
                  <TargetSelect
                    label={`Column that “${profile.label}” is taken for`}
                    table={target}
                    value={first?.target ?? null}
                    takenBy={(id) =>
                      draft.mapping.columns
                        .filter((column) => column.target === id && column.source !== profile.source)
                        .map((column) => analysis.labels[column.source] ?? column.header)
                    }
                    onChange={(to) =>
                      edit((draft, analysis) => setTarget(draft, analysis, profile.source, to))
                    }
                  />
                </td>
                <td>{first && <Format column={first} profile={profile} draft={draft} edit={edit} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The first three different values as written, and how much of the column is empty. */
function FirstValues({ analysis, profile }: { analysis: FileAnalysis; profile: ColumnProfile }) {
  const values = [...new Set(analysis.sample.map((row) => row[profile.source] ?? ''))]
    .filter((value) => value !== '')
    .slice(0, 3);
  const all = profile.filled + profile.blank;
  const empty = all === 0 ? 0 : Math.round((profile.blank / all) * 100);
  return (
    <>
      {values.length > 0 ? values.map((value) => <span key={value}>{value}</span>) : <i>empty</i>}
      {profile.filled > 0 && profile.blank > 0 && <i>{empty === 0 ? 'under 1' : empty} % empty</i>}
    </>
  );
}

const MIXED = 'mixed';

type FormatProps = { column: MappedColumn; profile: ColumnProfile; draft: Draft; edit: Edit };

function Format({ column, profile, draft, edit }: FormatProps) {
  if (column.date)
    return (
      <div className={styles.format}>
        <Select
          label={`Date order of “${profile.label}”`}
          hideLabel
          value={column.date.order}
          options={Object.entries(DATE_WORDS).map(([value, label]) => ({ value, label }))}
          onChange={(event) =>
            edit((draft, analysis) =>
              setDateOrder(draft, analysis, profile.source, event.target.value as DateOrder),
            )
          }
        />
        <p>{formatWords(draft, profile.source, profile.date)}</p>
        {column.date.zone !== undefined && profile.date.timed > 0 && (
          <p>Times are {zoneWords(column.date.zone)}, as the header says</p>
        )}
      </div>
    );
  if (column.number)
    return (
      <div className={styles.format}>
        <Select
          label={`Number format of “${profile.label}”`}
          hideLabel
          value={column.number.mixed ? MIXED : column.number.decimal}
          options={[
            ...(column.number.mixed ? [{ value: MIXED, label: 'each cell tells' }] : []),
            ...Object.entries(DECIMAL_WORDS).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) =>
            edit((draft, analysis) =>
              setDecimal(draft, analysis, profile.source, event.target.value as '.' | ','),
            )
          }
        />
        <p>
          {column.number.mixed
            ? 'decimal points and decimal commas, with currencies; a cell that fits both is listed as bad'
            : formatWords(
                draft,
                profile.source,
                column.number.percent ? profile.shareFormat : profile.number,
              )}
        </p>
      </div>
    );
  return <p className={styles.plain}>{column.outcome ? 'yes or no' : 'as written'}</p>;
}
