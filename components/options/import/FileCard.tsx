import { useId, useState } from 'react';
import type { FileAnalysis } from '@/lib/import/analyse';
import type { ImportContext } from '@/lib/import/mapping';
import { importTables } from '@/lib/import/tables';
import { plural } from '@/lib/kpi/format';
import { Button, IconButton } from '../../ui/Button';
import { Progress } from '../../ui/Meter';
import { Select } from '../../ui/Select';
import card from '../parts/card.module.css';
import { formatDay } from '../parts/format';
import { CurrencyOfRows } from './CurrencyOfRows';
import { blocking, type Draft, questionGroup } from './edit';
import styles from './FileCard.module.css';
import { ForecastView } from './ForecastView';
import { MappingTable } from './MappingTable';
import { PreviewTable } from './PreviewTable';
import { shareRead } from './progress';
import { type Edit, Questions } from './Questions';
import { chooseTable, type Entry, editDraft, removeFile } from './session';
import { recognisedWords, tableWords } from './words';

/** One file: what it is taken for, what is still open, how each column is read, and the first rows of it. */
export function FileCard({
  entry,
  only,
  context,
}: {
  entry: Entry;
  /** It is the only file: nothing is folded away. */
  only: boolean;
  context: ImportContext;
}) {
  const id = useId();
  const { name, analysis, draft } = entry;
  // The columns of one kind of question are asked about together.
  const open = draft ? new Set(blocking(draft).map(questionGroup)).size : 0;
  const [wanted, setWanted] = useState<boolean | null>(null);
  const unfolded = entry.state === 'ready' && (wanted ?? (only || open > 0));

  return (
    <section className={card.card} aria-labelledby={id}>
      <header className={card.head}>
        <h2 id={id}>{name}</h2>
        <State entry={entry} open={open} />
        <span className={styles.buttons}>
          {entry.state === 'ready' && !only && (
            <Button
              size="s"
              variant="quiet"
              icon={unfolded ? 'collapse' : 'down'}
              aria-expanded={unfolded}
              onClick={() => setWanted(!unfolded)}
            >
              {unfolded ? 'Fold' : 'Look it over'}
            </Button>
          )}
          <IconButton size="s" icon="cross" label={`Remove ${name}`} onClick={() => removeFile(entry.key)} />
        </span>
      </header>
      {entry.state === 'reading' && <Progress label={`Reading ${name}`} value={shareRead(entry.progress)} />}
      {entry.error && (
        <p role="alert" className={styles.error}>
          {entry.error}
        </p>
      )}
      {analysis && draft && (
        <>
          <p className={styles.recognised}>{recognisedWords(analysis)}</p>
          {entry.earlier[0] && (
            <p className={styles.note}>
              This very file was imported on {formatDay(entry.earlier[0].at)}. Importing it again adds nothing
              new.
            </p>
          )}
          {unfolded && <Body entry={entry} analysis={analysis} draft={draft} context={context} />}
        </>
      )}
    </section>
  );
}

function State({ entry, open }: { entry: Entry; open: number }) {
  const { draft } = entry;
  switch (entry.state) {
    case 'waiting':
      return <span className={styles.state}>waiting</span>;
    case 'reading':
      return <span className={styles.state}>being read</span>;
    case 'failed':
      return <span className={styles.failed}>cannot be imported</span>;
    case 'ready':
      return open > 0 ? (
        <span className={styles.asks}>{plural(open, 'question')}</span>
      ) : (
        <span className={styles.ready}>{importTables[draft?.mapping.table ?? '']?.name}: ready</span>
      );
  }
}

function Body({
  entry,
  analysis,
  draft,
  context,
}: {
  entry: Entry;
  analysis: FileAnalysis;
  draft: Draft;
  context: ImportContext;
}) {
  const edit: Edit = (change) => editDraft(entry.key, change);
  const table = importTables[draft.mapping.table];
  const likely = draft.tables.map(({ table: each }) => each);
  return (
    <div className={styles.body}>
      <div className={styles.table}>
        <Select
          label="These rows are"
          value={draft.mapping.table}
          options={likely.map((value) => ({ value, label: importTables[value]?.name ?? value }))}
          hint={table?.description}
          onChange={(event) => chooseTable(entry.key, event.target.value)}
        />
        <p className={styles.why}>
          {tableWords(analysis, draft.mapping.table)}
          {draft.remembered && !draft.edited && (
            <strong> The mapping is the one you confirmed for files with these headers.</strong>
          )}
        </p>
      </div>
      <Questions draft={draft} analysis={analysis} edit={edit} />
      <h3>Columns</h3>
      <MappingTable draft={draft} analysis={analysis} edit={edit} />
      <CurrencyOfRows draft={draft} context={context} edit={edit} />
      {draft.notes.length > 0 && (
        <ul className={styles.notes} aria-label="Decided by itself">
          {draft.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <h3>First rows as they will be read</h3>
      <PreviewTable analysis={analysis} mapping={draft.mapping} context={context} />
      <h3>What the import will change</h3>
      <ForecastView entry={entry} draft={draft} />
    </div>
  );
}
