import { useCallback, useState } from 'react';
import { writeKpis } from '@/lib/definitions/file';
import type { KpiDefinition } from '@/lib/kpi/define';
import { referencesOf } from '@/lib/kpi/references';
import { deleteKpi, saveKpi, versionsOf } from '@/lib/store/kpis';
import { Button } from '../../ui/Button';
import { saveText } from '../../ui/save-file';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { ExportLine } from '../parts/ExportLine';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { goTo } from '../router';
import { useRevision } from '../state/revision';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import { versionsDocument } from './document';
import type { KpiShelf } from './use-catalogue';

/** What can be done with an own KPI. */
export function OwnActions({ definition, shelf }: { definition: KpiDefinition; shelf: KpiShelf }) {
  const [deleting, setDeleting] = useState(false);
  const { id, name } = definition;
  const madeOfIt = shelf.definitions.filter(({ formula }) => referencesOf(formula).kpis.has(id));
  return (
    <>
      <Button onClick={() => goTo('kpis', id, 'edit')}>Edit</Button>
      <Button onClick={() => saveText(`${id}.json`, writeKpis([definition]), 'application/json')}>
        Export
      </Button>
      <Button variant="danger" onClick={() => setDeleting(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={deleting}
        title={`Delete “${name}”?`}
        confirm="Delete"
        onClose={() => setDeleting(false)}
        onConfirm={async () => {
          await deleteKpi(id);
          void renewScorecards();
          say(`“${name}” was deleted. It can be restored below the list of KPIs.`);
          goTo('kpis');
        }}
      >
        <p>It leaves every scorecard. Its versions and limits stay, so that it can be restored.</p>
        {madeOfIt.length > 0 && (
          <p>KPIs made of it are not measured without it: {madeOfIt.map((kpi) => kpi.name).join(', ')}.</p>
        )}
      </ConfirmDialog>
    </>
  );
}

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** Every version of an own KPI; an older one comes back as a new version. */
export function Versions({ definition }: { definition: KpiDefinition }) {
  const load = useLoad(
    useCallback(() => versionsOf(definition.id), [definition.id]),
    useRevision(),
  );
  const restore = useAction(async (old: KpiDefinition) => {
    const saved = await saveKpi(old);
    void renewScorecards();
    say(`Version ${old.version} is in force again, as version ${saved.version}.`);
  });
  return (
    <section className={section.section} aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <Loaded load={load} what="the versions" lines={2}>
        {(versions) => (
          <>
            <table className={table.table} aria-label="Versions">
              <thead>
                <tr>
                  <th scope="col">Version</th>
                  <th scope="col">Name</th>
                  <th scope="col">Saved</th>
                  <th scope="col">
                    <span className={table.hidden}>Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {versions.map((row, i) => (
                  <tr key={row.version}>
                    <th scope="row">{row.version}</th>
                    <td>{row.definition.name}</td>
                    <td>{time.format(new Date(row.at))}</td>
                    <td>
                      {i === 0 ? (
                        'in force'
                      ) : (
                        <Button
                          size="s"
                          aria-label={`Restore version ${row.version}`}
                          busy={restore.busy}
                          onClick={() => restore.run(row.definition)}
                        >
                          Restore
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <ExportLine what="the versions" content={() => versionsDocument(versions)} />
          </>
        )}
      </Loaded>
    </section>
  );
}
