import { useEffect, useRef } from 'react';
import { importTables } from '@/lib/import/tables';
import { plural } from '@/lib/kpi/format';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { formatCount } from '../parts/format';
import table from '../parts/table.module.css';
import { goTo } from '../router';
import { FirstSite } from './FirstSite';
import { RunQuality } from './Quality';
import { RejectedRows } from './RejectedRows';
import styles from './ResultView.module.css';
import { ScorecardStatus } from './ScorecardStatus';
import { closeRun, type Run, useImportSession } from './session';

/** What an import did: rows by what became of them, and the ones that were not kept. */
export function ResultView({ run }: { run: Run }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const failed = run.outcomes.filter(({ state }) => state === 'failed');
  const done = run.outcomes.filter(({ state }) => state === 'done');
  const cancelled = run.ended === 'cancelled';
  const begun = new Set(run.outcomes.map(({ key }) => key));
  const { entries } = useImportSession();
  const waiting = entries.filter(({ key, state }) => state === 'ready' && !begun.has(key));
  const title = cancelled ? 'Cancelled' : done.length > 0 ? 'Imported' : 'Not imported';

  return (
    <section className={styles.result} aria-labelledby="result">
      <h2 id="result" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {cancelled && !run.error && <p>Nothing was kept: the database is as it was before.</p>}
      {run.error && (
        <ErrorNote title="Not everything could be taken back.">
          {run.error} Undo it under “Earlier imports” below.
        </ErrorNote>
      )}
      {!cancelled && done.length > 0 && <ScorecardStatus />}
      {!cancelled &&
        failed.map(({ key, name, error }) => (
          <ErrorNote key={key} title={`${name} was not imported.`}>
            {error}
          </ErrorNote>
        ))}
      {!cancelled && waiting.length > 0 && (
        <p>
          {plural(waiting.length, 'file')} still {waiting.length === 1 ? 'waits' : 'wait'} for your answers:{' '}
          {waiting.map(({ name }) => name).join(', ')}.
        </p>
      )}
      {!cancelled && done.length > 0 && <FirstSite />}
      <div className={styles.buttons}>
        {!cancelled && done.length > 0 && (
          <Button variant="primary" onClick={() => goTo('partners')}>
            See the partners
          </Button>
        )}
        <Button onClick={closeRun}>
          {cancelled || waiting.length > 0 ? 'Back to the files' : 'Import more files'}
        </Button>
      </div>
      {!cancelled && done.length > 0 && (
        <>
          <div className={table.scroll}>
            <table className={table.table} aria-label="Imported files">
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col">As</th>
                  <th scope="col" className={table.figures}>
                    Added
                  </th>
                  <th scope="col" className={table.figures}>
                    Changed
                  </th>
                  <th scope="col" className={table.figures}>
                    Unchanged
                  </th>
                  <th scope="col" className={table.figures}>
                    Rejected
                  </th>
                </tr>
              </thead>
              <tbody>
                {done.map(({ key, name, summary }) => (
                  <tr key={key}>
                    <th scope="row">{name}</th>
                    <td>{importTables[summary?.table ?? '']?.name}</td>
                    <td className={table.figures}>{formatCount(summary?.added ?? 0)}</td>
                    <td className={table.figures}>{formatCount(summary?.changed ?? 0)}</td>
                    <td className={table.figures}>{formatCount(summary?.unchanged ?? 0)}</td>
                    <td className={table.figures}>{formatCount(summary?.rejected ?? 0)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {done.map(
            ({ key, summary }) =>
              summary && summary.rejected > 0 && <RejectedRows key={key} record={summary} />,
          )}
          <RunQuality records={done.flatMap(({ summary }) => summary ?? [])} />
        </>
      )}
    </section>
  );
}
