import { useState } from 'react';
import { csvText } from '@/lib/export/csv';
import type { ExportDocument } from '@/lib/export/document';
import type { EvidenceRow } from '@/lib/messaging/views';
import { Button, IconButton } from './Button';
import { copyText } from './clipboard';
import styles from './EvidenceView.module.css';
import { ExportButton } from './ExportButton';
import {
  type EvidencePart,
  evidenceTable,
  type LoadRows,
  type RowsPage,
  totalOf,
  webLink,
  wholePart,
} from './evidence-csv';
import { useAction } from './use-action';

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
  /** The number itself, in words; goes with the exported rows. */
  about?: ExportDocument['about'];
  /** Another page is on its way; the old one stays, dimmed. */
  busy: boolean;
  onPage: (offset: number) => void;
  load: LoadRows;
}

const PARTS: readonly EvidencePart[] = ['counted', 'left-out', 'immature'];
const NO_FIGURE: ExportDocument['about'] = [];

/** One page of the rows behind a number, with file and row number; a part to copy, and all parts to export. */
export function EvidenceRows({ evidence, name, about = NO_FIGURE, busy, onPage, load }: EvidenceRowsProps) {
  const [note, setNote] = useState('');
  const { rows, offset, part, columns } = evidence;
  const count = totalOf(evidence, part);

  /** Reads parts to the end. */
  async function whole(parts: readonly EvidencePart[]) {
    const read = [];
    let before = 0;
    for (const each of parts) {
      const all = await wholePart(load, each, totalOf(evidence, each), (sofar) =>
        setNote(`${(before + sofar).toLocaleString('en')} rows read …`),
      );
      before += all.rows.length;
      read.push(all);
    }
    setNote(`${before.toLocaleString('en')} rows read.`);
    return evidenceTable(read);
  }
  const copy = useAction(async () => {
    setNote('');
    const all = await whole([part]);
    await copyText(csvText([all.columns, ...all.rows]));
    setNote(`${all.rows.length.toLocaleString('en')} rows copied.`);
  });
  const content = async (): Promise<ExportDocument> => ({ title: name, about, tables: [await whole(PARTS)] });

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
          <Button variant="quiet" size="s" icon="copy" busy={copy.busy} onClick={() => void copy.run()}>
            Copy as CSV
          </Button>
          <ExportButton
            variant="quiet"
            size="s"
            what="counted, left out and not yet mature rows"
            content={content}
          />
        </span>
      </div>
      <p role="status" className={styles.note}>
        {copy.error ?? note}
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
