import { useRef } from 'react';
import { importRuns } from '@/lib/import/lock';
import type { StagedImport } from '@/lib/store/staged';
import { dropStaging, listUnfinished } from '@/lib/store/staging';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { formatBytes, formatCount, formatMoment } from '../parts/format';
import { useRevision } from '../state/revision';
import styles from './ImportPage.module.css';
import { addFiles, useImportSession } from './session';

const ask = async () => ((await importRuns()) ? [] : await listUnfinished());

/** Imports that the browser or the machine ended half-way: nothing of them counts, and each can go on. */
export function UnfinishedImports() {
  const { data = [], reload } = useLoad(ask, useRevision());
  if (data.length === 0) return null;
  return (
    <div className={styles.files}>
      {data.map((unfinished) => (
        <Unfinished key={unfinished.importId} unfinished={unfinished} onDropped={reload} />
      ))}
    </div>
  );
}

function Unfinished({ unfinished, onDropped }: { unfinished: StagedImport; onDropped: () => void }) {
  const { importId, at, files, checkpoint } = unfinished;
  const { entries } = useImportSession();
  const input = useRef<HTMLInputElement>(null);
  const drop = useAction(async () => {
    await dropStaging(importId);
    onDropped();
  });
  const name = files.map((file) => file.name).join(', ');
  const chosen = files.every(({ sha256 }) => entries.some(({ analysis }) => analysis?.sha256 === sha256));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <ErrorNote
      title={`The import of ${name} did not finish.`}
      action={
        <>
          {!chosen && (
            <Button size="s" onClick={() => input.current?.click()}>
              Choose the file
            </Button>
          )}{' '}
          <Button size="s" variant="quiet" busy={drop.busy} onClick={() => void drop.run()}>
            Forget it
          </Button>
          <input
            ref={input}
            type="file"
            multiple={files.length > 1}
            hidden
            aria-label={`The file ${name} again`}
            onChange={(event) => {
              const again = [...(event.target.files ?? [])];
              event.target.value = '';
              if (again.length > 0) addFiles(again);
            }}
          />
        </>
      }
    >
      <p>
        It began on {formatMoment(at)} and ended with its page. Nothing of it counts: the figures are as
        before.{' '}
        {chosen
          ? 'The file is in the list below: start its import.'
          : `Choose the same file (${formatBytes(bytes)}) and start its import again.`}{' '}
        {checkpoint &&
          `Read the same way, it goes on behind row ${formatCount(checkpoint.record)}, the last one stored.`}
      </p>
      {drop.error && <p>{drop.error}</p>}
    </ErrorNote>
  );
}
