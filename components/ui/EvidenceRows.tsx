import { useState } from 'react';
import type { EvidenceView as Evidence, EvidenceRow } from '@/lib/messaging/views';
import { Button, IconButton } from './Button';
import { copyText } from './clipboard';
import { toCsv } from './csv';
import styles from './EvidenceView.module.css';

export type EvidencePart = Evidence['part'];

/** Rows on one page. */
export const PAGE_ROWS = 25;

/** Rows asked for at once while a whole part is copied. */
const COPY_CHUNK = 1000;

const NOTHING: Record<EvidencePart, string> = {
  counted: 'No row counts here.',
  'left-out': 'No row was left out.',
  immature: 'Every row is old enough to count.',
};

/** Only web links open: a row's link comes from imported data. */
function webLink(link: string | null): string | null {
  return link && /^https?:\/\//i.test(link) ? link : null;
}

function total(evidence: Evidence): number {
  const { counted, leftOut, immature } = evidence.totals;
  return { counted, 'left-out': leftOut, immature }[evidence.part];
}

export interface EvidenceRowsProps {
  evidence: Evidence;
  /** Another page is on its way; the old one stays, dimmed. */
  busy: boolean;
  onPage: (offset: number) => void;
  load: (part: EvidencePart, offset: number, limit: number) => Promise<Evidence>;
}

/** One page of the rows behind a number, with file and row number, and all of them as CSV. */
export function EvidenceRows({ evidence, busy, onPage, load }: EvidenceRowsProps) {
  const [note, setNote] = useState('');
  const count = total(evidence);
  const { rows, offset, part, columns } = evidence;

  async function copy() {
    setNote('Copying');
    try {
      const all: EvidenceRow[] = [];
      while (all.length < count) {
        const page = await load(part, all.length, COPY_CHUNK);
        if (page.rows.length === 0) break;
        all.push(...page.rows);
      }
      const head = [...columns, ...(part === 'counted' ? [] : ['Reason']), 'File', 'Row', 'Link'];
      const lines = all.map((row) => [
        ...row.cells,
        ...(part === 'counted' ? [] : [row.reason]),
        row.file,
        row.row,
        webLink(row.link),
      ]);
      await copyText(toCsv([head, ...lines]));
      setNote(`${all.length.toLocaleString('en')} rows copied.`);
    } catch (cause) {
      setNote(cause instanceof Error ? cause.message : String(cause));
    }
  }

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
            {rows.map((row) => (
              <Line key={`${row.file}:${row.row}`} row={row} columns={columns} />
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
        <Button variant="quiet" size="s" icon="copy" className={styles.copy} onClick={() => void copy()}>
          Copy as CSV
        </Button>
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
