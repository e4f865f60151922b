import { useState } from 'react';
import { importTables } from '@/lib/import/tables';
import { plural } from '@/lib/kpi/format';
import { listImports } from '@/lib/store/imports';
import type { ImportRecord } from '@/lib/store/types';
import { Button } from '../../ui/Button';
import { useLoad } from '../../ui/use-load';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { ExportLine } from '../parts/ExportLine';
import { formatCount, formatMoment } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { importsDocument } from './document';
import { Quality } from './Quality';
import { RejectedRows } from './RejectedRows';
import { undoImport } from './session';

type Stored = ImportRecord & { id: number };
const askImports = () => listImports() as Promise<Stored[]>;

/** What was imported before, with the way to undo each. */
export function PastImports({ busy }: { busy: boolean }) {
  const load = useLoad(askImports, useRevision());
  const [undoing, setUndoing] = useState<Stored | null>(null);
  if (load.data?.length === 0) return null;
  return (
    <section className={section.section} aria-labelledby="past">
      <h2 id="past">Earlier imports</h2>
      <Loaded load={load} what="the earlier imports" lines={3}>
        {(imports) => (
          <>
            <div className={table.scroll}>
              <table className={table.table} aria-label="Earlier imports">
                <thead>
                  <tr>
                    <th scope="col">File</th>
                    <th scope="col">Imported</th>
                    <th scope="col" className={table.figures}>
                      Rows
                    </th>
                    <th scope="col">What became of them</th>
                    <td />
                  </tr>
                </thead>
                {imports.map((record) => (
                  <PastImport key={record.id} record={record} busy={busy} onUndo={() => setUndoing(record)} />
                ))}
              </table>
            </div>
            <ExportLine what="the earlier imports" content={() => importsDocument(imports)} />
          </>
        )}
      </Loaded>
      <ConfirmDialog
        open={undoing !== null}
        title="Undo this import?"
        confirm="Undo"
        onClose={() => setUndoing(null)}
        onConfirm={async () => {
          if (!undoing) return;
          await undoImport(undoing.id);
          say(`The import of ${nameOf(undoing)} was undone.`);
          load.reload();
        }}
      >
        <p>
          All that <strong>{undoing && nameOf(undoing)}</strong> added or changed goes, as if it had never
          been imported; later imports keep what they said. The scorecards are computed again.
        </p>
      </ConfirmDialog>
    </section>
  );
}

function nameOf(record: ImportRecord): string {
  return record.files.map(({ name }) => name).join(', ');
}

function PastImport({ record, busy, onUndo }: { record: Stored; busy: boolean; onUndo: () => void }) {
  const [open, setOpen] = useState(false);
  const [looking, setLooking] = useState(false);
  const findings = record.quality?.findings.length ?? 0;
  const name = nameOf(record);
  const parts = [
    `${formatCount(record.added)} added`,
    record.changed > 0 && `${formatCount(record.changed)} changed`,
    record.unchanged > 0 && `${formatCount(record.unchanged)} unchanged`,
  ].filter(Boolean);
  return (
    <tbody>
      <tr>
        <th scope="row">
          {name}
          <span className={table.note}>{importTables[record.table]?.name ?? record.table}</span>
        </th>
        <td className={table.soft}>{formatMoment(record.at)}</td>
        <td className={table.figures}>{formatCount(record.rowsRead)}</td>
        <td>
          {parts.join(', ')}
          {record.rejected > 0 && (
            <>
              {', '}
              <Button variant="link" aria-expanded={open} onClick={() => setOpen(!open)}>
                {plural(record.rejected, 'row')} rejected
              </Button>
            </>
          )}
          {findings > 0 && (
            <>
              {'; '}
              <Button
                variant="link"
                aria-expanded={looking}
                aria-label={`${plural(findings, 'finding')} in ${name}`}
                onClick={() => setLooking(!looking)}
              >
                {plural(findings, 'finding')}
              </Button>
            </>
          )}
        </td>
        <td className={table.end}>
          <Button
            size="s"
            variant="quiet"
            disabled={busy}
            aria-label={`Undo the import of ${name}`}
            onClick={onUndo}
          >
            Undo
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={5}>
            <RejectedRows record={record} />
          </td>
        </tr>
      )}
      {looking && (
        <tr>
          <td colSpan={5}>
            <Quality record={record} />
          </td>
        </tr>
      )}
    </tbody>
  );
}
