import type { Finding } from '@/lib/import/quality/report';
import { findingWords } from '@/lib/import/quality/words';
import type { ImportRecord } from '@/lib/store/types';
import { formatCount } from '../parts/format';
import table from '../parts/table.module.css';
import styles from './Quality.module.css';

/**
 * What was seen of the rows of an import: each finding with its count and the first rows.
 * @param named the files are said above them: those of other imports stand beside it
 */
export function Quality({ record, named = false }: { record: ImportRecord; named?: boolean }) {
  const { quality } = record;
  if (!quality) return null;
  const name = record.files.map((file) => file.name).join(', ');
  if (quality.findings.length === 0)
    return <p className={styles.fine}>Nothing stood out in the rows of {name}.</p>;
  return (
    <>
      {named && <h3 className={styles.file}>{name}</h3>}
      <ul className={styles.findings} aria-label={`Quality of ${name}`}>
        {quality.findings.map((finding) => (
          <li key={`${finding.kind} ${finding.column} ${finding.rejected}`}>
            <details>
              <summary>
                {findingWords(finding, record.table)}: <strong>{formatCount(finding.count)}</strong>
              </summary>
              {finding.values && <Values values={finding.values} />}
              <FirstRows finding={finding} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The same of the files of one run; those in which nothing stood out share one sentence. */
export function RunQuality({ records }: { records: readonly ImportRecord[] }) {
  const read = records.filter(({ quality }) => quality);
  const noted = read.filter(({ quality }) => quality && quality.findings.length > 0);
  const fine = read.length - noted.length;
  const [only] = read;
  if (only && read.length === 1) return <Quality record={only} named={records.length > 1} />;
  return (
    <>
      {noted.map((record) => (
        <Quality key={record.id} record={record} named />
      ))}
      {fine > 0 && (
        <p className={styles.fine}>
          Nothing stood out in the rows of{' '}
          {fine === 1 ? 'the other file' : `${noted.length > 0 ? 'the other' : 'these'} ${fine} files`}.
        </p>
      )}
    </>
  );
}

function Values({ values }: { values: NonNullable<Finding['values']> }) {
  return (
    <p className={styles.values}>
      {values.map(({ value, count }) => (
        <span key={value}>
          “{value}” {formatCount(count)}
        </span>
      ))}
    </p>
  );
}

function FirstRows({ finding: { first, count } }: { finding: Finding }) {
  const some = first.length < count ? 'The first of them' : 'Where';
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.compact}`} aria-label={some}>
        <thead>
          <tr>
            <th scope="col">{some}</th>
            <th scope="col" className={table.figures}>
              Row
            </th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {first.map(({ file, row, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, in which a row may stand twice
            <tr key={index}>
              <td className={table.soft}>{file}</td>
              <td className={table.figures}>{formatCount(row)}</td>
              <td className={styles.value}>{value || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
