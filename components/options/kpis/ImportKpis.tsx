import { useRef, useState } from 'react';
import { MOST_CHARACTERS } from '@/lib/definitions/file';
import type { KpiDefinition } from '@/lib/kpi/define';
import { plural } from '@/lib/kpi/format';
import { saveKpi } from '@/lib/store/kpis';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorNote } from '../../ui/ErrorNote';
import { FileInput } from '../../ui/FileInput';
import { useAction } from '../../ui/use-action';
import table from '../parts/table.module.css';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import { readImport } from './import';
import type { KpiShelf } from './use-catalogue';

/** Takes own KPIs from a file; says what it holds before anything is stored. */
export function ImportKpis({ shelf }: { shelf: KpiShelf }) {
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<KpiDefinition[] | null>(null);
  const read = useAction(async (file: File) => {
    if (file.size > MOST_CHARACTERS * 4) throw new Error('The file is too large for definitions.');
    setFound(readImport(await file.text(), shelf));
  });
  const save = useAction(async (kpis: readonly KpiDefinition[]) => {
    for (const kpi of kpis) await saveKpi(kpi);
    void renewScorecards();
    say(`${plural(kpis.length, 'KPI')} imported; every scorecard is computed again.`);
  });
  const close = () => {
    setFound(null);
    read.clear();
    save.clear();
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>Import</Button>
      <FileInput
        ref={input}
        accept=".json,application/json"
        label="File of KPI definitions"
        onFiles={([file]) => void read.run(file)}
      />
      <Dialog
        open={found !== null || read.error !== null}
        title={found ? `Import ${plural(found.length, 'KPI')}?` : 'The file was not imported'}
        onClose={close}
        actions={
          found ? (
            <>
              <Button onClick={close}>Cancel</Button>
              <Button
                variant="primary"
                busy={save.busy}
                onClick={async () => {
                  if (await save.run(found)) close();
                }}
              >
                Import
              </Button>
            </>
          ) : (
            <Button onClick={close}>Close</Button>
          )
        }
      >
        {read.error && <ErrorNote title="Nothing was changed.">{read.error}</ErrorNote>}
        {found && (
          <table className={table.table} aria-label="KPIs of the file">
            <tbody>
              {found.map((kpi) => (
                <tr key={kpi.id}>
                  <th scope="row">{kpi.name}</th>
                  <td>
                    {shelf.own.some(({ id }) => id === kpi.id) ? 'a new version of the one you have' : 'new'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {save.error && <ErrorNote title="Not everything was imported.">{save.error}</ErrorNote>}
      </Dialog>
    </>
  );
}
