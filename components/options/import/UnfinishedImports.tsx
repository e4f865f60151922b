import { useRef } from 'react';
import { importRuns } from '@/lib/import/lock';
import { type BegunFile, forgetBegun, listBegun } from '@/lib/store/begun';
import { dropStaging, listUnfinished } from '@/lib/store/staging';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { FileInput } from '../../ui/FileInput';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { formatBytes, formatCount, formatMoment } from '../parts/format';
import { useRevision } from '../state/revision';
import { readAgain } from './handles';
import styles from './ImportPage.module.css';
import { addFiles, goOn, useImportSession } from './session';
import { type CutOff, cutOffRuns } from './unfinished';

const ask = async () => ((await importRuns()) ? [] : cutOffRuns(await listUnfinished(), await listBegun()));

/** Imports that the browser or the machine ended half-way: nothing of them counts, and each can go on. */
export function UnfinishedImports() {
  const { data = [], reload } = useLoad(ask, useRevision());
  if (data.length === 0) return null;
  return (
    <div className={styles.files}>
      {data.map((run) => (
        <Unfinished key={run.key} run={run} onDropped={reload} />
      ))}
    </div>
  );
}

/** The files with where each of them lies, where the browser has told of all. */
function placed(files: readonly BegunFile[]) {
  const known = files.flatMap((file) => (file.handle ? [{ ...file, handle: file.handle }] : []));
  return known.length > 0 && known.length === files.length ? known : null;
}

function Unfinished({ run, onDropped }: { run: CutOff; onDropped: () => void }) {
  const { at, files, begun, record, staged } = run;
  const { entries } = useImportSession();
  const input = useRef<HTMLInputElement>(null);
  const drop = useAction(async () => {
    for (const importId of staged) await dropStaging(importId);
    await forgetBegun(begun.map(({ sha256 }) => sha256));
    onDropped();
  });
  const places = placed(begun);
  const again = useAction(async () => {
    const found = await readAgain(places?.map(({ handle }) => handle) ?? []);
    await goOn(begun.map(({ sha256, path }, i) => ({ sha256, path, file: found[i]! })));
  });
  const name = files.map((file) => file.name).join(', ');
  const several = files.length > 1;
  const chosen = files.every(({ sha256 }) => entries.some(({ analysis }) => analysis?.sha256 === sha256));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const how = chosen
    ? `${several ? 'The files are' : 'The file is'} in the list below: start ${several ? 'their' : 'its'} import.`
    : places
      ? `It goes on with one click; the browser may ask first whether the ${several ? 'files' : 'file'} can be read.`
      : `Choose the same ${several ? 'files' : 'file'} (${formatBytes(bytes)}) and start ${several ? 'their' : 'its'} import again.`;
  return (
    <ErrorNote
      title={`The import of ${name} did not finish.`}
      action={
        <>
          {places && !chosen && (
            <Button size="s" variant="primary" busy={again.busy} onClick={() => void again.run()}>
              Go on
            </Button>
          )}{' '}
          {!chosen && (!places || again.error) && (
            <Button size="s" onClick={() => input.current?.click()}>
              {several ? 'Choose the files' : 'Choose the file'}
            </Button>
          )}{' '}
          <Button size="s" variant="quiet" busy={drop.busy} onClick={() => void drop.run()}>
            Forget it
          </Button>
          <FileInput
            ref={input}
            multiple={several}
            label={several ? `The files ${name} again` : `The file ${name} again`}
            onFiles={addFiles}
          />
        </>
      }
    >
      <p>
        It began on {formatMoment(at)} and ended with its page. Nothing of it counts: the figures are as
        before. {how}{' '}
        {record !== null &&
          (several
            ? `Read the same way, the first goes on behind row ${formatCount(record)}, the last one stored.`
            : `Read the same way, it goes on behind row ${formatCount(record)}, the last one stored.`)}
      </p>
      {(again.error ?? drop.error) && <p>{again.error ?? drop.error}</p>}
    </ErrorNote>
  );
}
