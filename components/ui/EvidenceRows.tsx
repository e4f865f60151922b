import { useState } from 'react';
import type { EvidenceRow } from '@/lib/messaging/views';
import { Button, IconButton } from './Button';
import { copyText } from './clipboard';
import styles from './EvidenceView.module.css';
import {
  type EvidencePart,
  evidenceCsv,
  type LoadRows,
  type RowsPage,
  totalOf,
  webLink,
  wholePart,
} from './evidence-csv';
import { saveText } from './save-file';

/** Rows on one page. */
export const PAGE_ROWS = 25;

const NOTHING: Record<EvidencePart, string> = {
  counted: 'No row counts here.',
  'left-out': 'No row was left out.',
  immature: 'Every row is old enough to count.',
};

export interface EvidenceRowsProps {
  evidence: RowsPage;
  /** What the rows are behind; names the file they are saved in. */
  name: string;
  /** Another page is on its way; the old one stays, dimmed. */
  busy: boolean;
  onPage: (offset: number) => void;
  load: LoadRows;
}

const PARTS: readonly EvidencePart[] = ['counted', 'left-out', 'immature'];
/** Without it some spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\ufeff';

/** "win-rate Northwind Resellers.csv", without what a file name cannot hold. */
function fileName(name: string): string {
  const plain = name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ');
  return `${plain.slice(0, 120).trim()}.csv`;
}

/** One page of the rows behind a number, with file and row number; a part to copy, and all parts to save as CSV. */
export function EvidenceRows({ evidence, name, busy, onPage, load }: EvidenceRowsProps) {
  const [note, setNote] = useState('');
  const [reading, setReading] = useState(false);
  const { rows, offset, part, columns } = evidence;
  const count = totalOf(evidence, part);

  /** Reads parts to the end and hands them on as CSV. */
  async function whole(parts: readonly EvidencePart[], give: (csv: string) => unknown, done: string) {
    setReading(true);
    setNote('Reading …');
    try {
      const read = [];
      let before = 0;
      for (const each of parts) {
        const all = await wholePart(load, each, totalOf(evidence, each), (sofar) =>
          setNote(`${(before + sofar).toLocaleString('en')} rows read …`),
        );
        before += all.rows.length;
        read.push(all);
      }
      await give(evidenceCsv(read));
      setNote(`${before.toLocaleString('en')} rows ${done}.`);
    } catch (cause) {
      setNote(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setReading(false);
    }
  }
  const copy = () => whole([part], copyText, 'copied');
  const save = () => whole(PARTS, (csv) => saveText(fileName(name), BYTE_ORDER_MARK + csv), 'saved as CSV');

  if (rows.length === 0) return <p className={styles.nothing}>{busy ? 'Reading …' : NOTHING[part]}</p>;
  const last = offset + rows.length;
  return (
    <div className={busy ? styles.dimmed : undefined} aria-busy={busy}>
      <div className={styles.scroll}>
        <table className={styles.rows} aria-label="Rows behind the number">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row that two parts of a formula read stands here twice
              <Line key={offset + index} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span className={styles.range}>
          {(offset + 1).toLocaleString('en')}–{last.toLocaleString('en')} of {count.toLocaleString('en')}
        </span>
        {count > rows.length && (
          <>
            <IconButton
              icon="back"
              label="Previous rows"
              disabled={offset === 0}
              onClick={() => onPage(Math.max(0, offset - PAGE_ROWS))}
            />
            <IconButton icon="next" label="Next rows" disabled={last >= count} onClick={() => onPage(last)} />
          </>
        )}
        <span className={styles.give}>
          <Button variant="quiet" size="s" icon="copy" disabled={reading} onClick={() => void copy()}>
            Copy as CSV
          </Button>
          <Button
            variant="quiet"
            size="s"
            icon="down"
            disabled={reading}
            title="Counted, left out and not yet mature rows in one file"
            onClick={() => void save()}
          >
            Save all as CSV
          </Button>
        </span>
      </div>
      <p role="status" className={styles.note}>
        {note}
      </p>
    </div>
  );
}

function Line({ row, columns }: { row: EvidenceRow; columns: readonly string[] }) {
  const href = webLink(row.link);
  return (
    <tr>
      {columns.map((column, index) => {
        const text = row.cells[index] || '–';
        if (index > 0) return <td key={column}>{text}</td>;
        return (
          <th key={column} scope="row">
            {href ? (
              <a href={href} target="_blank" rel="noreferrer">
                {text}
              </a>
            ) : (
              text
            )}
            {row.reason && <span className={styles.reason}>{row.reason}</span>}
            <span className={styles.source}>
              {row.file} row {row.row}
            </span>
          </th>
        );
      })}
    </tr>
  );
}
