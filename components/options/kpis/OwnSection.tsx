import { problemsOf } from '@/lib/kpi/own/problems';
import { restoreKpi } from '@/lib/store/kpis';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { hrefOf } from '../router';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import type { KpiShelf } from './use-catalogue';

/** Own KPIs that stand in no scorecard: deleted ones, and those that cannot be measured as they are. */
export function OwnSection({ shelf }: { shelf: KpiShelf }) {
  const restore = useAction(async (id: string, name: string) => {
    await restoreKpi(id);
    void renewScorecards();
    say(`“${name}” is back.`);
  });
  const deleted = shelf.own.filter(({ deletedAt }) => deletedAt !== null);
  const broken = shelf.own.filter(({ id, deletedAt }) => deletedAt === null && !shelf.find(id));
  if (deleted.length + broken.length === 0) return null;
  return (
    <section className={section.section} aria-labelledby="aside">
      <h2 id="aside">Your own, in no scorecard</h2>
      {restore.error && <ErrorNote title="It was not restored.">{restore.error}</ErrorNote>}
      <table className={table.table} aria-label="Own KPIs in no scorecard">
        <tbody>
          {broken.map(({ id, definition }) => (
            <tr key={id}>
              <th scope="row">{definition.name}</th>
              <td>{problemsOf(definition, shelf.find)[0]?.message}</td>
              <td className={table.end}>
                <a href={hrefOf('kpis', id)}>Open</a>
              </td>
            </tr>
          ))}
          {deleted.map(({ id, definition, version }) => (
            <tr key={id}>
              <th scope="row">{definition.name}</th>
              <td>deleted, version {version}</td>
              <td className={table.end}>
                <Button
                  size="s"
                  aria-label={`Restore ${definition.name}`}
                  busy={restore.busy}
                  onClick={() => restore.run(id, definition.name)}
                >
                  Restore
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
