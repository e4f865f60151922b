import { useMemo, useState } from 'react';
import { kpiRow } from '@/lib/background/scorecard-view';
import type { KpiDefinition } from '@/lib/kpi/define';
import { explain } from '@/lib/kpi/explain';
import { formatInterval, formatValue, plural } from '@/lib/kpi/format';
import { Button } from '../../../ui/Button';
import { ErrorNote } from '../../../ui/ErrorNote';
import { IntervalBar } from '../../../ui/IntervalBar';
import { PartnerSearch } from '../../../ui/PartnerSearch';
import { StateTag } from '../../../ui/StateTag';
import { limitText, stateOf, valueText } from '../../../ui/state';
import { searchPartners } from '../../parts/search-partners';
import { sharedScale } from '../shared-scale';
import styles from './Editor.module.css';
import { type OpenFigure, PreviewRows } from './PreviewRows';
import { usePreview } from './use-preview';

/** Most partners that are shown side by side. */
const MOST = 10;

/** What the definition says in words, and what it measures today. */
export function PreviewPane({
  definition,
  find,
}: {
  /** null while something is wrong with it. */
  definition: KpiDefinition | null;
  find: (id: string) => KpiDefinition | undefined;
}) {
  const [chosen, setChosen] = useState<{ id: string; name: string }[]>([]);
  const ids = useMemo(() => chosen.map(({ id }) => id), [chosen]);
  const { preview, error, busy, rows } = usePreview(definition, ids);
  const [figure, setFigure] = useState<OpenFigure | null>(null);
  // One scale for all, or equal bars would stand for different values.
  const scale = useMemo(
    () =>
      definition && preview
        ? sharedScale(
            definition,
            preview.partners.map(({ judged }) => ({ judged })),
          )
        : null,
    [definition, preview],
  );
  const words = useMemo(() => definition && explain(definition, find), [definition, find]);
  return (
    <aside className={styles.preview} aria-labelledby="preview" aria-busy={busy}>
      <h2 id="preview">Preview</h2>
      {words ? (
        <p className={styles.words}>
          {words.numerator}
          {words.denominator !== null && ` — over — ${words.denominator}`}. {words.window}.
        </p>
      ) : (
        <p className={styles.words}>Measured as soon as nothing is wrong with it.</p>
      )}
      {error && <ErrorNote title="It could not be measured.">{error}</ErrorNote>}
      {definition && preview && !error && (
        <>
          <p role="status">
            <button
              type="button"
              className={`${styles.big} ${styles.door}`}
              title="Show the rows behind the whole programme’s value"
              onClick={() => setFigure({ definition, partner: null })}
            >
              {formatValue(preview.programme.value, definition.unit, preview.programme.currency)}
            </button>{' '}
            <span className={styles.note}>
              whole programme, n {preview.programme.n.toLocaleString('en')}
              {preview.programme.low !== null &&
                `, 95\u00a0% interval ${formatInterval(preview.programme.low, preview.programme.high, definition.unit, preview.programme.currency)}`}
              ; {plural(preview.measured, 'partner')} measured
            </span>
          </p>
          {preview.programme.reason && <p className={styles.words}>{preview.programme.reason}</p>}
          <dl className={styles.results}>
            {preview.partners.map(({ id, name, judged }) => {
              const row = kpiRow(definition, judged);
              const value = valueText(row);
              return (
                <div key={id}>
                  <dt>{name}</dt>
                  <dd>
                    <button
                      type="button"
                      className={styles.door}
                      title={`Show the rows behind the value of ${name}`}
                      onClick={() => setFigure({ definition, partner: { id, name } })}
                    >
                      {value.main}
                    </button>{' '}
                    <span className={styles.note}>{value.sub}</span> <StateTag state={stateOf(judged)} />
                    <IntervalBar kpi={row} shared={scale} />
                    <span className={styles.note}>{limitText(row) ?? judged.reason ?? ''}</span>
                  </dd>
                </div>
              );
            })}
          </dl>
        </>
      )}
      <PreviewRows figure={figure} rows={rows} onClose={() => setFigure(null)} />
      <div className={styles.chosen}>
        {chosen.map(({ id, name }) => (
          <Button
            key={id}
            size="s"
            aria-label={`Leave out ${name}`}
            onClick={() => setChosen(chosen.filter((each) => each.id !== id))}
          >
            {name} ×
          </Button>
        ))}
      </div>
      {chosen.length < MOST && (
        <PartnerSearch
          key={chosen.length}
          label="Show a partner"
          placeholder="Show a partner…"
          search={searchPartners}
          onPick={({ id, name }) => {
            if (!chosen.some((each) => each.id === id)) setChosen([...chosen, { id, name }]);
          }}
        />
      )}
    </aside>
  );
}
