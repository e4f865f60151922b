import { storageUsage, type TableUsage } from '@/lib/store/usage';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import { formatBytes, formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { storageDocument } from './document';
import { tableWords } from './table-words';

interface Storage {
  tables: TableUsage[];
  estimate: { usage?: number; quota?: number };
  persisted: boolean;
}

async function readStorage(): Promise<Storage> {
  const [tables, estimate, persisted] = await Promise.all([
    storageUsage(),
    navigator.storage?.estimate?.() ?? {},
    navigator.storage?.persisted?.() ?? false,
  ]);
  return { tables, estimate, persisted };
}

/** Rows and bytes of every table, and whether the browser may throw them away. */
export function StorageSection() {
  const storage = useLoad(readStorage, useRevision());
  const persist = useAction(async () => {
    if (!(await navigator.storage.persist()))
      throw new Error(
        'The browser did not promise to keep the data. Keep the files that you imported, so that you can import them again.',
      );
    say('The browser now keeps the data until you erase it.');
    storage.reload();
  });

  return (
    <section className={section.section} aria-labelledby="storage">
      <h2 id="storage">Storage</h2>
      <Loaded load={storage} what="the storage used">
        {({ tables, estimate, persisted }) => (
          <>
            <p className={section.lead}>
              {estimate.usage !== undefined && `${formatBytes(estimate.usage)} on disk`}
              {estimate.quota !== undefined && ` of ${formatBytes(estimate.quota)} available to Partner Lens`}
              {estimate.usage !== undefined && '. '}
              {persisted
                ? 'The browser keeps it until you erase it.'
                : 'When the disk is nearly full, the browser may clear it.'}
            </p>
            {!persisted && (
              <p>
                <Button busy={persist.busy} onClick={() => persist.run()}>
                  Ask the browser to keep it
                </Button>
              </p>
            )}
            {persist.error && <ErrorNote title="Not promised.">{persist.error}</ErrorNote>}
            {tables.length === 0 ? (
              <p className={section.lead}>Nothing is stored yet.</p>
            ) : (
              <>
                <UsageTable tables={tables} />
                <ExportLine what="the storage used" content={() => storageDocument(tables)} />
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function UsageTable({ tables }: { tables: readonly TableUsage[] }) {
  const bytes = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <table className={`${table.table} ${table.compact}`} aria-label="Storage by table">
      <thead>
        <tr>
          <th scope="col">Table</th>
          <th scope="col" className={table.figures}>
            Rows
          </th>
          <th scope="col" className={table.figures}>
            Size
          </th>
        </tr>
      </thead>
      <tbody>
        {tables.map((usage) => (
          <tr key={usage.table}>
            <th scope="row">{tableWords(usage.table)}</th>
            <td className={table.figures}>{formatCount(usage.rows)}</td>
            <td className={table.figures}>
              {usage.estimated && 'about '}
              {formatBytes(usage.bytes)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Together</th>
          <td />
          <td className={table.figures}>
            {tables.some(({ estimated }) => estimated) && 'about '}
            {formatBytes(bytes)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
