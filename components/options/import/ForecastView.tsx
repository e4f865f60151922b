import { useEffect, useState } from 'react';
import type { Forecast } from '@/lib/import/forecast';
import { findingWords } from '@/lib/import/quality/words';
import { importTable } from '@/lib/import/tables';
import { plural } from '@/lib/kpi/format';
import { Button } from '../../ui/Button';
import { formatCount, inWords } from '../parts/format';
import { useRevision } from '../state/revision';
import { blocking, type Draft } from './edit';
import styles from './ForecastView.module.css';
import { type Entry, foreseeEntry } from './session';

/** Read at once up to this size; beyond, only when a person asks: it takes as long as reading the file. */
const AT_ONCE = 4 * 1024 * 1024;
/** Findings told before an import; all of them are kept with it. */
const MOST_FINDINGS = 5;

type Told = { forecast: Forecast } | { error: string } | null;

/** What the import of a file will change, counted against what is stored now. */
export function ForecastView({ entry, draft }: { entry: Entry; draft: Draft }) {
  const { file, path, analysis } = entry;
  const [asked, setAsked] = useState(false);
  const [told, setTold] = useState<Told>(null);
  const revision = useRevision();
  const open = blocking(draft).length;
  const wanted = open === 0 && (asked || (analysis?.bytes ?? 0) <= AT_ONCE);
  const { mapping } = draft;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another store to count against
  useEffect(() => {
    setTold(null);
    if (!wanted) return;
    const stop = new AbortController();
    foreseeEntry({ file, path, analysis }, mapping, stop.signal).then(
      (forecast) => stop.signal.aborted || setTold({ forecast }),
      (error: Error) => stop.signal.aborted || setTold({ error: error.message }),
    );
    return () => stop.abort();
  }, [wanted, file, path, analysis, mapping, revision]);

  if (open > 0) return <p className={styles.soft}>It is counted once your answers above are in.</p>;
  if (!wanted)
    return (
      <p className={styles.soft}>
        The file is large; counting takes as long as reading it.{' '}
        <Button size="s" onClick={() => setAsked(true)}>
          Count what will change
        </Button>
      </p>
    );
  if (told === null)
    return (
      <p role="status" className={styles.soft}>
        Counting…
      </p>
    );
  if ('error' in told)
    return (
      <p role="alert" className={styles.error}>
        It cannot be imported like this: {told.error}
      </p>
    );
  return (
    <>
      <Counts forecast={told.forecast} table={mapping.table} />
      <Kept kept={told.forecast.kept} draft={draft} analysis={analysis} />
    </>
  );
}

/** Columns that the rows had before and do not get from this file, where one of its own is left: it may be another name. */
function Kept({ kept, draft, analysis }: { kept: string[]; draft: Draft; analysis: Entry['analysis'] }) {
  const { columns } = importTable(draft.mapping.table);
  const taken = new Set(draft.mapping.columns.map(({ source }) => source));
  const left = analysis?.columns.filter(({ source, filled }) => filled > 0 && !taken.has(source)) ?? [];
  if (kept.length === 0 || left.length === 0) return null;
  return (
    <p className={styles.soft}>
      No column of this file is taken for {inWords(kept.map((id) => columns[id]?.label ?? id))}: rows that are
      there already keep what they say. Not imported: {inWords(left.map(({ label }) => `“${label}”`))}.
    </p>
  );
}

function Counts({ forecast, table }: { forecast: Forecast; table: string }) {
  const counts = [
    ['Added', forecast.added],
    ['Changed', forecast.changed],
    ['Unchanged', forecast.unchanged],
    ['Rejected', forecast.rejected],
  ] as const;
  const findings = forecast.quality?.findings ?? [];
  return (
    <>
      <dl className={styles.counts} aria-label="What the import will change">
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {findings.length > 0 && (
        <ul className={styles.findings} aria-label="What stands out">
          {findings.slice(0, MOST_FINDINGS).map((finding) => (
            <li key={`${finding.kind} ${finding.column} ${finding.rejected}`}>
              {findingWords(finding, table)}: {formatCount(finding.count)}
            </li>
          ))}
          {findings.length > MOST_FINDINGS && (
            <li>{plural(findings.length - MOST_FINDINGS, 'more finding')} in the report of the import</li>
          )}
        </ul>
      )}
    </>
  );
}
