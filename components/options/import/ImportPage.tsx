import { plural } from '@/lib/kpi/format';
import { getWorkspace } from '@/lib/store/settings';
import { Button } from '../../ui/Button';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { useRevision } from '../state/revision';
import { BookCard } from './BookCard';
import { DropZone } from './DropZone';
import { FileCard } from './FileCard';
import styles from './ImportPage.module.css';
import { PastImports } from './PastImports';
import { ResultView } from './ResultView';
import { RunView } from './RunView';
import { StageTerms } from './StageTerms';
import { addFiles, type Book, type Entry, readyEntries, startImport, useImportSession } from './session';
import { UnfinishedImports } from './UnfinishedImports';

const askWorkspace = () => getWorkspace();

/** Files in: what they are, how they are read, what became of them. */
export function ImportPage() {
  const { entries, books, run } = useImportSession();
  const running = run !== null && run.ended === null;
  return (
    <>
      <PageHead
        title="Import"
        lead="Exports of your CRM, shop, ticket or survey system as CSV, Excel or JSON. They are read on this machine and stay on it."
      />
      {!running && <UnfinishedImports />}
      {run && (running ? <RunView run={run} /> : <ResultView run={run} />)}
      {!run &&
        (entries.length + books.length === 0 ? <FirstRun /> : <Files entries={entries} books={books} />)}
      <PastImports busy={running} />
      <StageTerms />
    </>
  );
}

function FirstRun() {
  return (
    <>
      <DropZone onFiles={addFiles} />
      <ol className={styles.steps}>
        <li>
          <strong>What to drop.</strong> A partner list, and exports with a partner column: deals, leads,
          orders, refunds, tickets, surveys … Several at once are fine.
        </li>
        <li>
          <strong>What happens.</strong> You see how each column is read and correct it; nothing is imported
          before you say so.
        </li>
        <li>
          <strong>Where it goes.</strong> Into this browser’s storage. Nothing leaves the machine, and every
          import can be undone.
        </li>
      </ol>
    </>
  );
}

function Files({ entries, books }: { entries: readonly Entry[]; books: readonly Book[] }) {
  const workspace = useLoad(askWorkspace, useRevision());
  return (
    <Loaded load={workspace} what="the settings">
      {(context) => (
        <div className={styles.files}>
          {books.map((book) => (
            <BookCard key={book.key} book={book} entries={entries} />
          ))}
          {entries.map((entry) => (
            <FileCard key={entry.key} entry={entry} only={entries.length === 1} context={context} />
          ))}
          <DropZone compact onFiles={addFiles} />
          <StartBar entries={entries} />
        </div>
      )}
    </Loaded>
  );
}

/** Starts the import of what is ready, and says what is not and why. */
function StartBar({ entries }: { entries: readonly Entry[] }) {
  const ready = readyEntries(entries);
  const rows = ready.reduce((sum, { analysis }) => sum + (analysis?.rows ?? 0), 0);
  const reading = entries.filter(({ state }) => state === 'waiting' || state === 'reading').length;
  const asking = entries.filter(({ state }) => state === 'ready').length - ready.length;
  return (
    <div className={styles.start}>
      <p role="status">
        {[
          ready.length > 0 && `${plural(ready.length, 'file')} ready, ${formatCount(rows)} rows.`,
          reading > 0 && `${plural(reading, 'file')} still being read.`,
          asking > 0 &&
            `${plural(asking, 'file')} ${asking === 1 ? 'waits' : 'wait'} for your answers above.`,
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <Button
        variant="primary"
        disabled={ready.length === 0 || reading > 0}
        onClick={() => void startImport()}
      >
        {ready.length < entries.length && ready.length > 0
          ? `Import ${plural(ready.length, 'file')}`
          : 'Start import'}
      </Button>
    </div>
  );
}
